using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Budgets;

/// <summary>How much people may use of models: for everybody, by role, and for one person.</summary>
internal static class ManageBudgets
{
    /// <summary>The limits; null for none. Money is in millionths of the installation's currency.</summary>
    /// <param name="DayTokens">Read and written together.</param>
    /// <param name="MonthTokens">Read and written together.</param>
    /// <param name="DayCostMicros">At the prices of the providers.</param>
    /// <param name="MonthCostMicros">At the prices of the providers.</param>
    /// <param name="AtLimit">What happens where one is reached; null goes on without a model.</param>
    internal sealed record BudgetRequest(
        [property: Range(0, long.MaxValue)] long? DayTokens,
        [property: Range(0, long.MaxValue)] long? MonthTokens,
        [property: Range(0, long.MaxValue)] long? DayCostMicros,
        [property: Range(0, long.MaxValue)] long? MonthCostMicros,
        AtLimit? AtLimit
    );

    internal sealed record BudgetView(
        [property: Example("member")] string Subject,
        [property: Example("Ada Byron")] string? PersonName,
        long? DayTokens,
        long? MonthTokens,
        long? DayCostMicros,
        long? MonthCostMicros,
        AtLimit AtLimit
    )
    {
        internal static BudgetView Of(string subject, Budget? b) =>
            new(
                subject,
                b?.PersonName,
                b?.DayTokens,
                b?.MonthTokens,
                b?.DayCostMicros,
                b?.MonthCostMicros,
                b?.AtLimit ?? AtLimit.WithoutModel
            );
    }

    /// <summary>At most a thousand, by subject, and the roles that may have one.</summary>
    internal sealed record BudgetList(
        [property: Example("EUR")] string Currency,
        IReadOnlyList<BudgetView> Items,
        [property: Example("member")] IReadOnlyList<string> KnownRoles
    );

    internal static void Map(RouteGroupBuilder budgets)
    {
        budgets
            .MapGet("/", ListAsync)
            .Operation("assistant.budgets.list", "List how much people may use of AI models")
            .Requires(AssistantPermissions.ManageRules)
            .AsTool(ToolUse.Read);
        budgets
            .MapGet("/{subject}", GetAsync)
            .Operation(
                "assistant.budgets.get",
                "Read how much a role or a person may use of AI models",
                "Without limits where none was set."
            )
            .Requires(AssistantPermissions.ManageRules)
            .Addresses(AssistantAudit.Budget, "subject")
            .Fails(ApprovalErrors.UnknownRole)
            .AsTool(ToolUse.Read);
        budgets
            .MapPut("/{subject}", UpdateAsync)
            .Operation(
                "assistant.budgets.update",
                "Set how much a role or a person may use of AI models",
                "The subject is a role's name, everyone, or a person's id. A person's own budget counts; else of those of their roles the most generous; else everyone's. "
                    + "Where a limit is reached, atLimit says what happens: refuse answers no question, withoutModel goes on by words, warn goes on with the model and tells the person. "
                    + "Without any limit the budget is taken away."
            )
            .Requires(AssistantPermissions.ManageRules)
            .Addresses(AssistantAudit.Budget, "subject")
            .Fails(ApprovalErrors.UnknownRole, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Ok<BudgetList>> ListAsync(
        AssistantDb db,
        AssistantSettings settings,
        ICallers callers,
        CancellationToken cancel
    ) =>
        TypedResults.Ok(
            new BudgetList(
                settings.Currency,
                await db
                    .Budgets.OrderBy(b => b.Subject)
                    .Take(1000)
                    .Select(b => new BudgetView(
                        b.Subject,
                        b.PersonName,
                        b.DayTokens,
                        b.MonthTokens,
                        b.DayCostMicros,
                        b.MonthCostMicros,
                        b.AtLimit
                    ))
                    .ToListAsync(cancel),
                await callers.RolesAsync(cancel)
            )
        );

    private static async Task<Results<Ok<BudgetView>, ProblemHttpResult>> GetAsync(
        string subject,
        HttpResponse response,
        AssistantDb db,
        ICallers callers,
        CancellationToken cancel
    )
    {
        if (!await IsKnownAsync(subject, callers, cancel))
            return ApprovalErrors.UnknownRole.ToProblem();
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(b => b.Subject == subject, cancel);
        response.Set(budget?.Version ?? 0);
        return TypedResults.Ok(
            BudgetView.Of(subject, budget) with
            {
                PersonName = budget?.PersonName ?? await NameAsync(subject, callers, cancel),
            }
        );
    }

    private static async Task<Results<Ok<BudgetView>, ProblemHttpResult>> UpdateAsync(
        string subject,
        BudgetRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        AssistantDb db,
        ICallers callers,
        CancellationToken cancel
    )
    {
        if (!await IsKnownAsync(subject, callers, cancel))
            return ApprovalErrors.UnknownRole.ToProblem();
        var budget = await db.Budgets.SingleOrDefaultAsync(b => b.Subject == subject, cancel);
        if (ifMatch.Refuses(budget?.Version ?? 0, () => BudgetView.Of(subject, budget)) is { } stale)
            return stale;
        var before = BudgetView.Of(subject, budget);
        var isNew = budget is null;
        budget ??= new Budget { Subject = subject };
        budget.PersonName = await NameAsync(subject, callers, cancel) ?? budget.PersonName;
        (budget.DayTokens, budget.MonthTokens) = (request.DayTokens, request.MonthTokens);
        (budget.DayCostMicros, budget.MonthCostMicros) = (request.DayCostMicros, request.MonthCostMicros);
        budget.AtLimit = request.AtLimit ?? AtLimit.WithoutModel;
        var after = BudgetView.Of(subject, budget);
        if (isNew && !budget.IsEmpty)
            db.Add(budget);
        else if (!isNew && budget.IsEmpty)
            db.Remove(budget);
        db.Audit(AssistantAudit.BudgetChanged, subject, budget.PersonName ?? subject)
            .Changed("dayTokens", before.DayTokens, after.DayTokens)
            .Changed("monthTokens", before.MonthTokens, after.MonthTokens)
            .Changed("dayCostMicros", before.DayCostMicros, after.DayCostMicros)
            .Changed("monthCostMicros", before.MonthCostMicros, after.MonthCostMicros)
            .Changed("atLimit", NameOf(before.AtLimit), NameOf(after.AtLimit));
        await db.SaveChangesAsync(cancel);
        response.Set(budget.IsEmpty ? 0 : budget.Version);
        return TypedResults.Ok(after);
    }

    private static string NameOf(AtLimit end) => JsonNamingPolicy.CamelCase.ConvertName(end.ToString());

    /// <summary>Null for roles, and for whoever could not sign in.</summary>
    private static async Task<string?> NameAsync(string subject, ICallers callers, CancellationToken cancel) =>
        Guid.TryParse(subject, out var person) ? (await callers.FindAsync(person, Face.Web, cancel))?.Name : null;

    private static async Task<bool> IsKnownAsync(string subject, ICallers callers, CancellationToken cancel) =>
        subject == Budget.Everyone
        || (Guid.TryParse(subject, out var person) && person.ToString() == subject)
        || (await callers.RolesAsync(cancel)).Contains(subject);
}
