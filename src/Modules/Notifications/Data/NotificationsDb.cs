using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Notifications.Deliveries;
using SmartAI.Notifications.Inbox;
using SmartAI.Notifications.Preferences;
using SmartAI.Notifications.Templates;
using SmartAI.Notifications.Webhooks;
using SmartAI.Platform.Data;

namespace SmartAI.Notifications.Data;

internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "notifications";

    internal DbSet<Notification> Notifications => Set<Notification>();
    internal DbSet<Preference> Preferences => Set<Preference>();
    internal DbSet<Delivery> Deliveries => Set<Delivery>();
    internal DbSet<DeliveryAttempt> Attempts => Set<DeliveryAttempt>();
    internal DbSet<RefusedAddress> RefusedAddresses => Set<RefusedAddress>();
    internal DbSet<Webhook> Webhooks => Set<Webhook>();
    internal DbSet<Template> Templates => Set<Template>();

    protected override void MapEntities(ModelBuilder model)
    {
        model.Entity<Notification>(notification =>
        {
            notification.ToTable("notifications");
            notification.Property(n => n.Values).HasColumnType("jsonb");
            notification.HasIndex(n => new
            {
                n.UserId,
                n.CreatedAt,
                n.Id,
            });
            // Holds only what is unread, so that the count in the bell costs what it shows.
            notification.HasIndex(n => n.UserId).HasFilter("read_at is null").HasDatabaseName("ix_notifications_unread");
            notification.HasIndex(n => n.CreatedAt);
        });
        model.Entity<Preference>(preference =>
        {
            preference.ToTable("preferences");
            preference.HasKey(p => p.UserId);
            preference.Property(p => p.Choices).HasColumnType("jsonb");
            preference.Property(p => p.Version).IsRowVersion();
        });
        MapLedger(model);
        model.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("webhooks");
            webhook.Property(w => w.Name).HasMaxLength(Webhook.MaxName).UseCollation("und-x-icu");
            webhook.Property(w => w.Format).HasConversion<string>().HasMaxLength(20);
            webhook.Property(w => w.Language).HasConversion<string>().HasMaxLength(2);
            webhook.Property(w => w.Version).IsRowVersion();
            webhook.HasIndex(w => new { w.CreatedAt, w.Id });
            webhook.HasIndex(w => new { w.Name, w.Id });
        });
        model.Entity<Template>(template =>
        {
            template.ToTable("templates");
            template.Property(t => t.Version).IsRowVersion();
            template.HasIndex(t => new { t.Kind, t.Language }).IsUnique();
        });
    }

    private static void MapLedger(ModelBuilder model)
    {
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.Property(d => d.Status).HasConversion<string>().HasMaxLength(20);
            delivery.Property(d => d.Payload).HasColumnType("jsonb");
            delivery.HasIndex(d => new { d.CreatedAt, d.Id });
            delivery.HasIndex(d => new
            {
                d.Status,
                d.CreatedAt,
                d.Id,
            });
            delivery.HasIndex(d => new
            {
                d.UserId,
                d.CreatedAt,
                d.Id,
            });
            delivery.HasIndex(d => d.FinishedAt).HasFilter("finished_at is not null");
            delivery
                .HasIndex(d => new { d.UserId, d.DueAt })
                .HasFilter("is_digest and status = 'Waiting'")
                .HasDatabaseName("ix_deliveries_digest");
            // One event goes to one recipient over one channel once, whatever runs twice.
            delivery
                .HasIndex(d => new
                {
                    d.EventId,
                    d.Channel,
                    d.UserId,
                    d.WebhookId,
                })
                .IsUnique()
                .AreNullsDistinct(false);
        });
        model.Entity<DeliveryAttempt>(attempt =>
        {
            attempt.ToTable("delivery_attempts");
            attempt.Property(a => a.Outcome).HasConversion<string>().HasMaxLength(20);
            attempt.HasIndex(a => new { a.DeliveryId, a.Number });
            attempt.HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId);
        });
        model.Entity<RefusedAddress>(address =>
        {
            address.ToTable("refused_addresses");
            address.HasIndex(a => new { a.RefusedAt, a.Id });
            address.HasIndex(a => a.Normalized).IsUnique();
        });
    }
}

internal sealed class NotificationsDbDesign : IDesignTimeDbContextFactory<NotificationsDb>
{
    public NotificationsDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<NotificationsDb>("notifications"));
}
