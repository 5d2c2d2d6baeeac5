using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Data;

namespace SmartAI.Approvals.Data;

/// <summary>The module has no tables of its own: queue and policies are the kernel's, changed here in the operation's transaction.</summary>
internal sealed class ApprovalsDb(DbContextOptions<ApprovalsDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "approvals";

    internal DbSet<Approval> Approvals => Set<Approval>();
    internal DbSet<ToolPolicy> Policies => Set<ToolPolicy>();

    protected override void MapEntities(ModelBuilder model)
    {
        Approval.Map(model);
        ToolPolicy.Map(model);
    }
}

internal sealed class ApprovalsDbDesign : IDesignTimeDbContextFactory<ApprovalsDb>
{
    public ApprovalsDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<ApprovalsDb>("approvals"));
}
