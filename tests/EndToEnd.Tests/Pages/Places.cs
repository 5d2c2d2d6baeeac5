namespace SmartAI.EndToEnd.Tests.Pages;

/// <summary>Of whom and what the pages of one thing are.</summary>
internal sealed record Furniture(
    Guid Person,
    Guid Role,
    Guid Entry,
    Guid Delivery,
    Guid Webhook,
    Guid Job,
    Guid Approval,
    Guid Conversation,
    Guid Provider,
    Guid Server,
    Guid Backup
);

/// <summary>Every page of the web app, with where its title is written, for tests that look at all of them.</summary>
internal sealed record Place(string Name, string Path, string? Folder = null, string Title = "title", bool SignedIn = true)
{
    /// <summary>True for what opens beside its list.</summary>
    internal bool IsPanel =>
        Path.StartsWith("/approvals/", StringComparison.Ordinal)
        || (Path.StartsWith("/admin/", StringComparison.Ordinal) && Path.Count(c => c == '/') > 2);

    private const string Account = "features/identity/account";

    /// <summary>The pages for nobody in particular.</summary>
    internal static IReadOnlyList<Place> Open { get; } =
    [
        new("sign-in", "/sign-in", Account, "signin.title", SignedIn: false),
        new("sign-up", "/sign-up", Account, "signup.title", SignedIn: false),
        new("verify", "/verify?token=not-a-token", Account, "verify.title", SignedIn: false),
        new("forgot-password", "/forgot-password", Account, "forgot.title", SignedIn: false),
        new("reset-password", "/reset-password?token=not-a-token", Account, "reset.title", SignedIn: false),
        new("accept-invitation", "/accept-invitation?token=not-a-token", Account, "invitation.title", SignedIn: false),
        new("setup", "/setup?token=not-a-token", SignedIn: false),
        new("unsubscribe", "/unsubscribe?token=not-a-token", "features/notifications/inbox", "unsubscribe.title", SignedIn: false),
        new("mailbox", "/development/mailbox", "features/system/mailbox", SignedIn: false),
    ];

    /// <summary>The pages of a person who may do everything; the details are those of somebody and something that is there.</summary>
    internal static IReadOnlyList<Place> Inside(Furniture shown) =>
        [
            new("home", "/"),
            new("people", "/admin/people", "features/identity/people"),
            new("person", $"/admin/people/{shown.Person}"),
            new("person-page", $"/admin/people/{shown.Person}?panel=full"),
            new("explain", $"/admin/people/{shown.Person}/explain"),
            new("roles", "/admin/roles", "features/identity/roles"),
            new("role", $"/admin/roles/{shown.Role}"),
            new("new-role", "/admin/roles/new"),
            new("audit", "/admin/audit", "features/audit/entries"),
            new("audit-entry", $"/admin/audit/{shown.Entry}"),
            new("profile", "/me/profile", "features/identity/me", "profile.title"),
            new("security", "/me/security", "features/identity/me", "security.title"),
            new("tokens", "/me/tokens", "features/identity/me", "tokens.title"),
            new("notifications", "/notifications", "features/notifications/inbox"),
            new("notification-preferences", "/me/notifications", "features/notifications/inbox", "preferences.title"),
            new("deliveries", "/admin/deliveries", "features/notifications/sending", "deliveries.title"),
            new("delivery", $"/admin/deliveries/{shown.Delivery}"),
            new("refused-addresses", "/admin/refused-addresses", "features/notifications/sending", "refused.title"),
            new("webhooks", "/admin/webhooks", "features/notifications/sending", "webhooks.title"),
            new("webhook", $"/admin/webhooks/{shown.Webhook}"),
            new("templates", "/admin/templates", "features/notifications/sending", "templates.title"),
            new("template", "/admin/templates/identity.person_joined/en"),
            new("assistant", "/assistant", "features/assistant/chat"),
            new("conversation", $"/assistant/{shown.Conversation}"),
            new("providers", "/admin/providers", "features/assistant/providers"),
            new("provider", $"/admin/providers/{shown.Provider}"),
            new("new-provider", "/admin/providers/new"),
            new("approvals", "/approvals", "features/approvals/queue"),
            new("approval", $"/approvals/{shown.Approval}"),
            new("tools", "/admin/tools", "features/approvals/queue", "tools.title"),
            new("tool", "/admin/tools/identity_users_lock"),
            new("servers", "/admin/servers", "features/mcp/servers", "servers.title"),
            new("server", $"/admin/servers/{shown.Server}"),
            new("budgets", "/admin/budgets", "features/assistant/rules", "budgets.title"),
            new("budget", "/admin/budgets/everyone"),
            new("person-budget", "/admin/budgets/new"),
            new("instructions", "/admin/instructions", "features/assistant/rules", "instructions.title"),
            new("instruction", "/admin/instructions/member"),
            new("usage", "/admin/usage", "features/assistant/usage"),
            new("jobs", "/admin/jobs", "features/system/jobs"),
            new("job", $"/admin/jobs/{shown.Job}"),
            new("schedules", "/admin/schedules", "features/system/schedules"),
            new("schedule", "/admin/schedules/platform:jobs:tidy"),
            new("backups", "/admin/backups", "features/system/backups"),
            new("backup", $"/admin/backups/{shown.Backup}"),
            new("help", "/help"),
            new("help-page", "/help/operators/jobs"),
            new("mailbox-inside", "/development/mailbox", "features/system/mailbox"),
            new("nowhere", "/no/such/page"),
        ];
}
