using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Budgets;

/// <summary>What was used of models: by person, day and model for those who pay, by day for a chart, and one's own with what is left.</summary>
internal static class ReadUsage
{
    private const int MostDays = 366;

    /// <summary>Money is in millionths of the installation's currency.</summary>
    internal sealed record UsageLine(
        Guid Id,
        DateTimeOffset Day,
        Guid PersonId,
        [property: Example("Ada Byron")] string PersonName,
        Guid ProviderId,
        [property: Example("Our vLLM")] string ProviderName,
        [property: Example("llama-4-70b")] string Model,
        long Questions,
        long InputTokens,
        long OutputTokens,
        long CostMicros
    );

    /// <summary>All of one day.</summary>
    internal sealed record UsageOfDay(DateTimeOffset Day, int People, long Questions, long InputTokens, long OutputTokens, long CostMicros);

    /// <summary>The newest first, at most 366 of them.</summary>
    internal sealed record UsageByDay([property: Example("EUR")] string Currency, IReadOnlyList<UsageOfDay> Days);

    /// <summary>What was used in a time, and how much may be; null for no limit.</summary>
    internal sealed record Span(long Tokens, long CostMicros, long? LimitTokens, long? LimitCostMicros);

    /// <summary>One's own, in UTC, and what happens where a limit is reached.</summary>
    internal sealed record OwnUsage([property: Example("EUR")] string Currency, Span Day, Span Month, AtLimit AtLimit);

    private static readonly ListOf<UsageDay, UsageLine> Lines = ListOf<UsageDay, UsageLine>
        .By(
            u => u.Id,
            u => new UsageLine(
                u.Id,
                u.Day,
                u.PersonId,
                u.PersonName,
                u.ProviderId,
                u.ProviderName,
                u.Model,
                u.Questions,
                u.InputTokens,
                u.OutputTokens,
                u.CostMicros
            )
        )
        .Sort("day", u => u.Day)
        .Filter<Guid>("personId", "Only what this person used.", (u, person) => u.PersonId == person)
        .Filter<Guid>("providerId", "Only what this provider was asked.", (u, provider) => u.ProviderId == provider)
        .Filter<string>("model", "Only what this model was asked.", (u, model) => u.Model == model)
        .Filter<DateTimeOffset>("from", "Only from this day on.", (u, from) => u.Day >= from)
        .Filter<DateTimeOffset>("to", "Only before this day.", (u, to) => u.Day < to);

    internal static void Map(RouteGroupBuilder usage)
    {
        usage
            .MapGet("/", (ListRequest list, AssistantDb db, CancellationToken cancel) => Lines.AnswerAsync(list, db, cancel))
            .Operation("assistant.usage.list", "List what people used of AI models", "By person, day (UTC), provider and model.")
            .Requires(AssistantPermissions.ReadUsage)
            .AnswersList(Lines)
            .AsTool(ToolUse.Read);
        usage
            .MapGet("/days", DaysAsync)
            .Operation(
                "assistant.usage.days",
                "Read what was used of AI models day by day",
                "All people and models together, for the last 366 days at most."
            )
            .Requires(AssistantPermissions.ReadUsage)
            .AsTool(ToolUse.Read);
        usage
            .MapGet("/own", OwnAsync)
            .Operation("assistant.usage.own", "Read what you used of AI models, and what you may use")
            .RequiresSelf()
            .AsTool(ToolUse.Read);
    }

    private static async Task<Ok<UsageByDay>> DaysAsync(
        AssistantDb db,
        AssistantSettings settings,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var from = clock.GetUtcNow().AddDays(-MostDays);
        var days = await db
            .UsageDays.Where(u => u.Day >= from)
            .GroupBy(u => u.Day)
            .OrderByDescending(g => g.Key)
            .Select(g => new UsageOfDay(
                g.Key,
                g.Select(u => u.PersonId).Distinct().Count(),
                g.Sum(u => u.Questions),
                g.Sum(u => u.InputTokens),
                g.Sum(u => u.OutputTokens),
                g.Sum(u => u.CostMicros)
            ))
            .ToListAsync(cancel);
        return TypedResults.Ok(new UsageByDay(settings.Currency, days));
    }

    private static async Task<Ok<OwnUsage>> OwnAsync(Caller caller, Meter meter, AssistantSettings settings, CancellationToken cancel)
    {
        var (day, month) = await meter.UsedAsync(caller.UserId, cancel);
        var (dayLimit, monthLimit, atLimit) = await meter.LimitsAsync(caller.UserId, caller.Roles, cancel);
        return TypedResults.Ok(
            new OwnUsage(
                settings.Currency,
                new Span(day.Tokens, day.CostMicros, dayLimit.Tokens, dayLimit.CostMicros),
                new Span(month.Tokens, month.CostMicros, monthLimit.Tokens, monthLimit.CostMicros),
                atLimit
            )
        );
    }
}
