using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Runs;
using SmartAI.Platform;
using SmartAI.Platform.Access;

namespace SmartAI.Assistant.Budgets;

/// <summary>What was used in a time.</summary>
internal sealed record Used(long Tokens, long CostMicros);

/// <summary>What somebody may use in a time; null for no limit.</summary>
internal sealed record Limit(long? Tokens, long? CostMicros)
{
    internal bool IsReachedBy(Used used) => used.Tokens >= Tokens || used.CostMicros >= CostMicros;
}

/// <summary>
/// Counts what providers are asked, and says whether somebody may ask again. Asked before each question and counted after it: of several answers at once each
/// may go over by one question, and no more.
/// </summary>
internal sealed class Meter(NpgsqlDataSource database, AssistantDb db, TimeProvider clock)
{
    internal const string Spent = "assistant.budget_spent";
    private const long Million = 1_000_000;

    internal async Task AddAsync(Caller caller, Tokens took)
    {
        await using var command = database.CreateCommand(
            """
            insert into assistant.usage_days as u (id, person_id, person_name, day, provider_id, provider_name, model, questions, input_tokens, output_tokens, cost_micros)
            values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10)
            on conflict (person_id, day, provider_id, model) do update set
                person_name = excluded.person_name, provider_name = excluded.provider_name, questions = u.questions + 1,
                input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens,
                cost_micros = u.cost_micros + excluded.cost_micros
            """
        );
        command.Parameters.AddWithValue(Ids.New(clock));
        command.Parameters.AddWithValue(caller.UserId);
        command.Parameters.AddWithValue(caller.Name);
        command.Parameters.AddWithValue(Today());
        command.Parameters.AddWithValue(took.Provider.Id);
        command.Parameters.AddWithValue(took.Provider.Name);
        command.Parameters.AddWithValue(took.Provider.Model);
        command.Parameters.AddWithValue(took.Input);
        command.Parameters.AddWithValue(took.Output);
        command.Parameters.AddWithValue(CostOf(took));
        // Also where the answer was stopped: what was said has its price.
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>False where the day's or the month's limit is reached.</summary>
    internal async Task<bool> MayAskAsync(Caller caller, CancellationToken cancel)
    {
        var (day, month) = await LimitsAsync(caller.UserId, caller.Roles, cancel);
        if (day is { Tokens: null, CostMicros: null } && month is { Tokens: null, CostMicros: null })
            return true;
        var (today, thisMonth) = await UsedAsync(caller.UserId, cancel);
        return !day.IsReachedBy(today) && !month.IsReachedBy(thisMonth);
    }

    /// <summary>A person's own budget counts; else, of those of their roles, the most generous; else everybody's; else there is none.</summary>
    internal async Task<(Limit Day, Limit Month)> LimitsAsync(Guid person, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var own = person.ToString();
        var subjects = new[] { own, Budget.Everyone }.Concat(roles).ToArray();
        var known = await db.Budgets.AsNoTracking().Where(b => subjects.Contains(b.Subject)).ToListAsync(cancel);
        List<Budget> counting =
            known.Where(b => b.Subject == own).ToList() is { Count: > 0 } personal ? personal
            : known.Where(b => b.Subject != Budget.Everyone).ToList() is { Count: > 0 } ofRoles ? ofRoles
            : known;
        return (
            new Limit(Most(counting, b => b.DayTokens), Most(counting, b => b.DayCostMicros)),
            new Limit(Most(counting, b => b.MonthTokens), Most(counting, b => b.MonthCostMicros))
        );
    }

    internal async Task<(Used Day, Used Month)> UsedAsync(Guid person, CancellationToken cancel)
    {
        var today = Today();
        var month = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var days = await db
            .UsageDays.Where(u => u.PersonId == person && u.Day >= month)
            .GroupBy(u => u.Day)
            .Select(g => new
            {
                g.Key,
                Tokens = g.Sum(u => u.InputTokens + u.OutputTokens),
                Cost = g.Sum(u => u.CostMicros),
            })
            .ToListAsync(cancel);
        return (
            new Used(days.Where(d => d.Key == today).Sum(d => d.Tokens), days.Where(d => d.Key == today).Sum(d => d.Cost)),
            new Used(days.Sum(d => d.Tokens), days.Sum(d => d.Cost))
        );
    }

    internal static long CostOf(Tokens took) =>
        ((took.Input * took.Provider.InputPriceMicros) + (took.Output * took.Provider.OutputPriceMicros)) / Million;

    private DateTimeOffset Today() => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    private static long? Most(List<Budget> budgets, Func<Budget, long?> limit) =>
        budgets.Count == 0 || budgets.Exists(b => limit(b) is null) ? null : budgets.Max(limit);
}
