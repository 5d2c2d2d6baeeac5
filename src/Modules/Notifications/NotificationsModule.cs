using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Deliveries;
using SmartAI.Notifications.Email;
using SmartAI.Notifications.Inbox;
using SmartAI.Notifications.Preferences;
using SmartAI.Notifications.Templates;
using SmartAI.Notifications.Webhooks;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Operations.Prompts;
using SmartAI.Platform.Settings;

namespace SmartAI.Notifications;

/// <summary>Tells people what happened: in the bell, by mail, by webhook, and by whatever channel a module adds.</summary>
public sealed class NotificationsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "notifications";

    /// <inheritdoc/>
    public Type Context => typeof(NotificationsDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(NotificationsPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(NotificationsErrors));

    /// <inheritdoc/>
    public IReadOnlyList<NotificationKind> Notifications { get; } = NotificationKind.In(typeof(NotificationsKinds));

    /// <inheritdoc/>
    public IReadOnlyList<Prompt> Prompts { get; } = Prompt.In(typeof(NotificationsPrompts));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<NotificationsSettings>(configuration);
        services.AddModuleContext<NotificationsDb>("notifications");
        services.AddSingleton<Words>();
        services.AddSingleton<Channels>();
        services.AddSingleton<Unsubscribing>();
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<Receivers>();
        services.AddScoped<Readers>();
        services.AddScoped<TemplateTexts>();
        services.AddScoped<Messages>();
        services.AddScoped<WebhookSenders>();
        services.AddScoped<RefusedAddresses>();
        services.AddScoped<Senders>();
        services.AddScoped<Ledger>();
        services.AddScoped<IUpkeep, NotificationsUpkeep>();
        services.AddNotificationChannel<EmailChannel>();
        services.AddJob<RaisedNotification, RaisedHandler>();
        services.AddJob<Deliver, DeliverHandler>();
        services.AddJob<DeliverToWebhook, DeliverHandler>();
        services.AddJob<SendDigest, SendDigestHandler>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications");
        ListNotifications.Map(notifications);
        MarkRead.Map(notifications);
        ReadPreferences.Map(notifications);
        UpdatePreferences.Map(notifications);
        Unsubscribe.Map(notifications);

        var templates = notifications.MapGroup("/templates");
        ReadTemplates.Map(templates);
        UpdateTemplate.Map(templates);
        TryTemplate.Map(templates);

        var deliveries = api.MapGroup("/deliveries");
        ReadDeliveries.Map(deliveries);
        ResendDelivery.Map(deliveries);
        ManageAddresses.Map(deliveries);
        ReportBounce.Map(deliveries);

        var webhooks = api.MapGroup("/webhooks");
        ReadWebhooks.Map(webhooks);
        CreateWebhook.Map(webhooks);
        UpdateWebhook.Map(webhooks);
        RotateSecret.Map(webhooks);
    }
}
