using System.Text.Json.Serialization;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Approvals.Tools;

/// <summary>The rule of one role.</summary>
internal sealed record RoleRule([property: Example("member"), JsonRequired] string Role, [property: JsonRequired] ToolRule Rule);

/// <summary>A tool and what was decided about it. Everyone is null where the default holds.</summary>
internal sealed record ToolPolicyView(
    [property: Example("identity_users_lock")] string Name,
    [property: Example("identity.users.lock")] string Operation,
    [property: Example("Lock an account")] string Title,
    [property: Example("identity.users.lock")] string Permission,
    bool ReadsOnly,
    ToolRule Default,
    ToolRule? Everyone,
    IReadOnlyList<RoleRule> Roles,
    bool SecondPerson,
    bool AllowInConversation
)
{
    internal static ToolPolicyView Of(Tool tool, ToolPolicy? policy) =>
        new(
            tool.Name,
            tool.Info.Name.Id,
            tool.Title,
            tool.Info.Access.Shown ?? "self",
            tool.ReadsOnly,
            ToolPolicy.DefaultOf(tool),
            policy?.Everyone,
            policy is null
                ? []
                :
                [
                    .. policy
                        .ForbidRoles.Select(r => new RoleRule(r, ToolRule.Forbid))
                        .Concat(policy.AskRoles.Select(r => new RoleRule(r, ToolRule.Ask)))
                        .Concat(policy.AllowRoles.Select(r => new RoleRule(r, ToolRule.Allow)))
                        .OrderBy(r => r.Role, StringComparer.Ordinal),
                ],
            policy?.SecondPerson ?? false,
            policy?.AllowInConversation ?? false
        );
}
