using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Settings;

namespace SmartAI.Journal;

/// <summary>A channel of a team's own: the sample that docs/builders/notifications.md explains.</summary>
public sealed class JournalModule : IModule
{
    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public Type? Context => null;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions => [];

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        // Nobody is offered a channel that leads nowhere.
        if (services.AddSettings<JournalSettings>(configuration).File is not null)
            services.AddNotificationChannel<JournalChannel>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api) { }
}

[SettingsSection("Journal")]
internal sealed class JournalSettings
{
    [Setting(
        "The file to which the sample channel appends a line for each message. Without it the channel is not offered.",
        Example = "/var/log/smartai/journal.log"
    )]
    public string? File { get; set; }
}
