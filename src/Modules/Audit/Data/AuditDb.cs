using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations;

namespace SmartAI.Audit.Data;

/// <summary>The module has no tables yet; the trail itself is the kernel's and mapped by the base.</summary>
internal sealed class AuditDb(DbContextOptions<AuditDb> options, OperationContext operation, TimeProvider clock)
    : ModuleDbContext(options, operation, clock)
{
    protected override string Schema => "audit";

    protected override void MapEntities(ModelBuilder model) { }
}

internal sealed class AuditDbDesign : IDesignTimeDbContextFactory<AuditDb>
{
    public AuditDb CreateDbContext(string[] args) =>
        new(DatabaseExtensions.DesignTime<AuditDb>("audit"), new OperationContext(), TimeProvider.System);
}
