using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Platform.Data;

namespace SmartAI.Audit.Data;

/// <summary>The module has no tables yet; the trail itself is the kernel's and mapped by the base.</summary>
internal sealed class AuditDb(DbContextOptions<AuditDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "audit";

    protected override void MapEntities(ModelBuilder model) { }
}

internal sealed class AuditDbDesign : IDesignTimeDbContextFactory<AuditDb>
{
    public AuditDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<AuditDb>("audit"));
}
