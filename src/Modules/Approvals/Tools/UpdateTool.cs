using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Approvals.Tools;

/// <summary>Decides about one tool: for everybody, by role, and whether a second person has to say yes. Every node heeds it from the commit on.</summary>
internal static class UpdateTool
{
    internal sealed record Request(ToolRule? Everyone, [property: MaxLength(200)] RoleRule[] Roles, bool SecondPerson)
    {
        /// <summary>Stays as it is where it is not given.</summary>
        public bool? AllowInConversation { get; init; }
    }

    internal static void Map(RouteGroupBuilder tools) =>
        tools
            .MapPut("/{name}", HandleAsync)
            .Operation(
                "approvals.tools.update",
                "Forbid, ask about or allow a tool",
                "Roles add up: of the rules for somebody's roles the most generous counts; without one, everyone's; without that, the default."
            )
            .Requires(ApprovalPermissions.UpdateTools)
            .Addresses(ApprovalAudit.Tool, "name")
            .Fails(
                PlatformErrors.UnknownTool,
                ApprovalErrors.RuleUnusable,
                ApprovalErrors.UnknownRole,
                ApprovalErrors.RoleTwice,
                PlatformErrors.Stale
            )
            .NotATool("What a program may do is not for a program to say.");

    private static async Task<Results<Ok<ToolPolicyView>, ProblemHttpResult>> HandleAsync(
        string name,
        Request request,
        IfMatch ifMatch,
        HttpResponse response,
        ApprovalsDb db,
        ToolCatalog catalog,
        ICallers callers,
        CancellationToken cancel
    )
    {
        if (catalog.Find(name) is not { } tool)
            return PlatformErrors.UnknownTool.ToProblem();
        var policy = await db.Policies.SingleOrDefaultAsync(p => p.Tool == name, cancel);
        if (ifMatch.Refuses(policy?.Version ?? 0, () => ToolPolicyView.Of(tool, policy)) is { } stale)
            return stale;
        if (Refuses(request, tool, await callers.RolesAsync(cancel)) is { } refused)
            return refused;

        var before = ToolPolicyView.Of(tool, policy);
        if (policy is null)
            db.Add(policy = new ToolPolicy { Tool = name });
        policy.Everyone = request.Everyone;
        policy.SecondPerson = request.SecondPerson;
        policy.AllowInConversation = request.AllowInConversation ?? policy.AllowInConversation;
        policy.ForbidRoles = Named(request, ToolRule.Forbid);
        policy.AskRoles = Named(request, ToolRule.Ask);
        policy.AllowRoles = Named(request, ToolRule.Allow);
        var after = ToolPolicyView.Of(tool, policy);
        var entry = db.Audit(ApprovalAudit.ToolChanged, name, name);
        if (before.Everyone != after.Everyone)
            entry.Changed("everyone", before.Everyone, after.Everyone);
        if (!before.Roles.SequenceEqual(after.Roles))
            entry.Changed("roles", Said(before), Said(after));
        if (before.SecondPerson != after.SecondPerson)
            entry.Changed("secondPerson", before.SecondPerson, after.SecondPerson);
        if (before.AllowInConversation != after.AllowInConversation)
            entry.Changed("allowInConversation", before.AllowInConversation, after.AllowInConversation);
        await db.SaveChangesAsync(cancel);
        await db.NotifyAsync(ToolPolicies.Channel, "", cancel);
        response.Set(policy.Version);
        return TypedResults.Ok(after);
    }

    private static ProblemHttpResult? Refuses(Request request, Tool tool, IReadOnlyList<string> known)
    {
        // What only reads cannot wait: the person would be asked about every look.
        if (tool.ReadsOnly && request.Everyone == ToolRule.Ask)
            return ApprovalErrors.RuleUnusable.OnField("/everyone");
        if (Array.FindIndex(request.Roles, r => r is null) is var empty and >= 0)
            return PlatformErrors.WrongType.OnField($"/roles/{empty}");
        for (var at = 0; at < request.Roles.Length; at++)
        {
            var (role, rule) = request.Roles[at];
            if (!known.Contains(role, StringComparer.Ordinal))
                return ApprovalErrors.UnknownRole.OnField($"/roles/{at}/role");
            if (tool.ReadsOnly && rule == ToolRule.Ask)
                return ApprovalErrors.RuleUnusable.OnField($"/roles/{at}/rule");
            if (request.Roles.Take(at).Any(r => r.Role == role))
                return ApprovalErrors.RoleTwice.OnField($"/roles/{at}/role");
        }

        return null;
    }

    private static string[] Named(Request request, ToolRule rule) => [.. request.Roles.Where(r => r.Rule == rule).Select(r => r.Role)];

    private static string[] Said(ToolPolicyView view) => [.. view.Roles.Select(r => $"{r.Role}: {r.Rule.ToString().ToLowerInvariant()}")];
}
