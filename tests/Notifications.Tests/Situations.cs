using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Tests;

/// <summary>An installation whose failed jobs come back soon.</summary>
public class ImpatientFixture : PlatformFixture
{
    protected override void Configure(Dictionary<string, string?> settings)
    {
        settings["Jobs:RetryAfter"] = "00:00:00.05";
        settings["Jobs:RetryAtMost"] = "00:00:00.1";
        settings["Jobs:PollEvery"] = "00:00:00.1";
    }
}

/// <summary>An installation whose mail leaves by a real SMTP server, which does what the recipient's address says: <c>refuse-ada@example.org</c>.</summary>
public sealed class SmtpFixture : ImpatientFixture, IAsyncLifetime
{
    public SmtpServer Smtp { get; private set; } = null!;

    protected override void Configure(Dictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Mail:SmtpHost"] = "127.0.0.1";
        settings["Mail:SmtpPort"] = Smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["Mail:SmtpSecurity"] = "none";
        settings["Mail:From"] = "SmartAI <no-reply@example.org>";
    }

    public new async ValueTask InitializeAsync()
    {
        Smtp = await SmtpServer.StartAsync("--mode", "address");
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Smtp.DisposeAsync();
    }
}

internal static class Situations
{
    internal const string Joined = "identity.person_joined";
    internal const string Locked = "identity.account_locked";

    /// <summary>Raises an event as a module would: with a save of its own context.</summary>
    internal static async Task RaiseAsync(
        this PlatformFixture platform,
        string kind,
        NotificationTo to,
        params (string Name, object Value)[] values
    )
    {
        await using var scope = platform.Node.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.RaiseNotification(
            scope.ServiceProvider.GetRequiredService<ModuleCatalog>().Notifications.Single(k => k.Name == kind),
            to,
            "/admin/people",
            values
        );
        await db.SaveChangesAsync();
    }

    internal static Task RaiseJoinedAsync(this PlatformFixture platform, Guid to, string name = "Grace") =>
        platform.RaiseAsync(Joined, NotificationTo.Person(to), ("name", name));

    /// <summary>Replaces a person's choices.</summary>
    internal static async Task<Answer> ChooseAsync(this Browser browser, object preferences)
    {
        var tag = (await browser.GetAsync("/api/v1/notifications/preferences")).ShouldBe(200).ETag;
        return await browser.SendAsync(
            HttpMethod.Put,
            "/api/v1/notifications/preferences",
            System.Net.Http.Json.JsonContent.Create(preferences, options: JsonSerializerOptions.Web),
            ("If-Match", tag)
        );
    }

    internal static Task<Answer> ChooseMailAsync(
        this Browser browser,
        string choice = "now",
        string? quietFrom = null,
        string? quietTo = null,
        string? digestAt = null
    ) =>
        browser.ChooseAsync(
            new
            {
                quietFrom,
                quietTo,
                digestAt,
                choices = new[]
                {
                    new
                    {
                        kind = Joined,
                        channel = "email",
                        choice,
                    },
                },
            }
        );

    /// <summary>The person's only delivery, once it is in a state.</summary>
    internal static async Task<JsonElement> DeliveryAsync(this Browser by, string filter, string status) =>
        (
            await Eventually.IsAsync(
                async () => (await by.GetAsync($"/api/v1/deliveries?{filter}")).ShouldBe(200).Items,
                items => items.Count > 0 && items[0].GetProperty("status").GetString() == status,
                $"{status} for {filter}"
            )
        )[0];

    internal static async Task<Browser> OperatorAsync(this PlatformFixture platform) =>
        await platform.SignedInAsync(
            "notifications.deliveries.read",
            "notifications.deliveries.resend",
            "notifications.webhooks.manage",
            "notifications.templates.manage",
            "audit.entries.read"
        );
}

internal static class DeadWorkers
{
    /// <summary>Leaves a delivery and its job as a worker does that is killed between sending and noting: begun, and taken up by the next worker.</summary>
    internal static async Task DiedWhileSendingAsync(this PlatformFixture platform, Guid delivery)
    {
        await platform.Database.RunAsync(
            "update notifications.deliveries set status = 'Sending', finished_at = null where id = $1",
            delivery
        );
        await using var scope = platform.Node.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Enqueue(new Deliveries.Deliver(delivery));
        await db.SaveChangesAsync();
    }
}
