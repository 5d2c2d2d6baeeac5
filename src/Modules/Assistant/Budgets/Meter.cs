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
    internal bool IsNone => this is { Tokens: null, CostMicros: null };

    internal bool IsReachedBy(Used used) => used.Tokens >= Tokens || used.CostMicros >= CostMicros;
}

/// <summary>What somebody may use by day and month, and what happens where that is reached.</summary>
internal sealed record Limits(Limit Day, Limit Month, AtLimit AtLimit);

/// <summary>
/// Counts what providers are asked, and says whether somebody may ask again. Asked before each question and counted after it: of several answers at once each
/// may go over by one question, and no more.
/// </summary>
internal sealed class Meter(NpgsqlDataSource database, AssistantDb db, TimeProvider clock)
{
    internal const string Spent = "assistant.budget_spent";
    internal const string Refused = "assistant.budget_refused";
    internal const string Over = "assistant.budget_over";
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

    /// <summary>What the operator chose to happen where the day's or the month's limit is reached; null where neither is.</summary>
    internal async Task<AtLimit?> ReachedAsync(Caller caller, CancellationToken cancel) =>
        await ReachedAsync(caller.UserId, await LimitsAsync(caller.UserId, caller.Roles, cancel), cancel);

    internal async Task<AtLimit?> ReachedAsync(Guid person, Limits limits, CancellationToken cancel)
    {
        if (limits.Day.IsNone && limits.Month.IsNone)
            return null;
        var (today, thisMonth) = await UsedAsync(person, cancel);
        return limits.Day.IsReachedBy(today) || limits.Month.IsReachedBy(thisMonth) ? limits.AtLimit : null;
    }

    /// <summary>A person's own budget counts; else, of those of their roles, the most generous; else everybody's; else there is none.</summary>
    internal async Task<Limits> LimitsAsync(Guid person, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var subjects = SubjectsOf(person, roles);
        return LimitsOf(person, await db.Budgets.AsNoTracking().Where(b => subjects.Contains(b.Subject)).ToListAsync(cancel));
    }

    /// <summary>Whose budgets may count for a person with these roles.</summary>
    internal static string[] SubjectsOf(Guid person, IReadOnlyCollection<string> roles) => [person.ToString(), Budget.Everyone, .. roles];

    internal static Limits LimitsOf(Guid person, IReadOnlyCollection<Budget> known)
    {
        var own = person.ToString();
        List<Budget> counting =
            known.Where(b => b.Subject == own).ToList() is { Count: > 0 } personal ? personal
            : known.Where(b => b.Subject != Budget.Everyone).ToList() is { Count: > 0 } ofRoles ? ofRoles
            : [.. known];
        return new Limits(
            new Limit(Most(counting, b => b.DayTokens), Most(counting, b => b.DayCostMicros)),
            new Limit(Most(counting, b => b.MonthTokens), Most(counting, b => b.MonthCostMicros)),
            counting.Count == 0 ? AtLimit.WithoutModel : counting.Max(b => b.AtLimit)
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
