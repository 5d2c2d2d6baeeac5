using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Mcp.Servers;
using SmartAI.Mcp.Tools;
using SmartAI.Platform.Data;

namespace SmartAI.Mcp.Data;

internal sealed class McpDb(DbContextOptions<McpDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "mcp";

    internal DbSet<OutsideServer> Servers => Set<OutsideServer>();
    internal DbSet<OutsideTool> Tools => Set<OutsideTool>();

    protected override void MapEntities(ModelBuilder model)
    {
        model.Entity<OutsideServer>(server =>
        {
            server.ToTable("servers");
            server.Property(s => s.Name).HasMaxLength(OutsideServer.MaxName).UseCollation("und-x-icu");
            server.Property(s => s.Version).IsRowVersion();
            server.HasIndex(s => s.Prefix).IsUnique();
            server.HasIndex(s => new { s.CreatedAt, s.Id });
            server.HasIndex(s => new { s.Name, s.Id });
        });
        model.Entity<OutsideTool>(tool =>
        {
            tool.ToTable("tools");
            tool.Property(t => t.InputSchema).HasColumnType("jsonb");
            tool.Property(t => t.Version).IsRowVersion();
            tool.HasIndex(t => new { t.ServerId, t.Name }).IsUnique();
            tool.HasOne<OutsideServer>().WithMany().HasForeignKey(t => t.ServerId);
        });
    }
}

internal sealed class McpDbDesign : IDesignTimeDbContextFactory<McpDb>
{
    public McpDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<McpDb>("mcp"));
}
