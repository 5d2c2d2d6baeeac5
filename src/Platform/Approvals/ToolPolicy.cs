using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>What happens when a program or the assistant calls a tool.</summary>
public enum ToolRule
{
    /// <summary>It is refused, and not shown.</summary>
    Forbid,

    /// <summary>A person has to say yes first.</summary>
    Ask,

    /// <summary>It runs at once.</summary>
    Allow,
}

/// <summary>What administrators decided about one tool, in <c>platform.tool_policies</c>. A tool without a row has the default.</summary>
public sealed class ToolPolicy
{
    public required string Tool { get; init; }

    /// <summary>For whoever has no role that is named below; null for the default.</summary>
    public ToolRule? Everyone { get; set; }
    public string[] ForbidRoles { get; set; } = [];
    public string[] AskRoles { get; set; } = [];
    public string[] AllowRoles { get; set; } = [];

    /// <summary>Where it asks, a second person decides and not the caller.</summary>
    public bool SecondPerson { get; set; }

    /// <summary>Where it asks, the person may say once that it need not ask again in the same conversation; never where a second person decides.</summary>
    public bool AllowInConversation { get; set; }
    public uint Version { get; private set; }

    /// <summary>The rule of a tool that nobody decided about: what only reads runs, what changes something asks.</summary>
    public static ToolRule DefaultOf(Tool tool) => tool.ReadsOnly ? ToolRule.Allow : ToolRule.Ask;

    /// <summary>The rule for somebody with these roles. Roles add up, as their permissions do: the most generous that is named counts.</summary>
    public ToolRule RuleFor(IReadOnlyCollection<string> roles, Tool tool) =>
        Names(AllowRoles, roles) ? ToolRule.Allow
        : Names(AskRoles, roles) ? ToolRule.Ask
        : Names(ForbidRoles, roles) ? ToolRule.Forbid
        : Everyone ?? DefaultOf(tool);

    /// <summary>Maps the table; the kernel's context alone migrates it.</summary>
    public static void Map(ModelBuilder model, bool owned = false) =>
        model.Entity<ToolPolicy>(policy =>
        {
            policy.ToTable(
                "tool_policies",
                "platform",
                table =>
                {
                    if (!owned)
                        table.ExcludeFromMigrations();
                }
            );
            policy.HasKey(p => p.Tool);
            policy.Property(p => p.Version).IsRowVersion();
            policy.Property(p => p.Everyone).HasConversion<string>();
        });

    private static bool Names(string[] named, IReadOnlyCollection<string> roles) => named.Any(roles.Contains);
}
