using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Platform.Data;

namespace SmartAI.SystemModule.Data;

/// <summary>The module has no tables yet: its changes are to the kernel's, through the kernel's types, with their entries in the trail.</summary>
internal sealed class SystemDb(DbContextOptions<SystemDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "system";

    protected override void MapEntities(ModelBuilder model) { }
}

internal sealed class SystemDbDesign : IDesignTimeDbContextFactory<SystemDb>
{
    public SystemDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<SystemDb>("system"));
}
