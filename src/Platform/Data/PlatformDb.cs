using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Data;

/// <summary>The kernel's own context: the only one that migrates the schema <c>platform</c>.</summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "platform";

    internal DbSet<StoredKey> DataProtectionKeys => Set<StoredKey>();

    protected override void MapEntities(ModelBuilder model)
    {
        DevelopmentMail.Map(model);
        JobEntry.Map(model);
        Approval.Map(model, owned: true);
        ToolPolicy.Map(model, owned: true);
        BackupRecord.Map(model);
        model.Entity<StoredKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.HasKey(k => k.Name);
        });
        model.Entity<RefusalCount>(count =>
        {
            count.ToTable("refusal_counts");
            count.HasKey(c => new { c.Minute, c.Subject });
        });
    }
}
