using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Assistant.Knowledge;
using SmartAI.Assistant.Providers;
using SmartAI.Platform.Data;

namespace SmartAI.Assistant.Data;

internal sealed class AssistantDb(DbContextOptions<AssistantDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "assistant";

    internal DbSet<Provider> Providers => Set<Provider>();
    internal DbSet<Passage> Passages => Set<Passage>();
    internal DbSet<KnowledgeSource> Sources => Set<KnowledgeSource>();

    protected override void MapEntities(ModelBuilder model)
    {
        model.HasPostgresExtension("pg_trgm");
        model.Entity<Provider>(provider =>
        {
            provider.ToTable("providers");
            provider.Property(p => p.Name).HasMaxLength(Provider.MaxName).UseCollation("und-x-icu");
            provider.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
            provider.Property(p => p.Version).IsRowVersion();
            provider.HasIndex(p => new { p.Position, p.Id });
            provider.HasIndex(p => new { p.Name, p.Id });
        });
        model.Entity<KnowledgeSource>(source =>
        {
            source.ToTable("knowledge_sources");
            source.HasKey(s => s.Name);
        });
        model.Entity<Passage>(passage =>
        {
            passage.ToTable("passages");
            passage
                .HasIndex(p => new
                {
                    p.Source,
                    p.Path,
                    p.Anchor,
                })
                .IsUnique();
            // Weights: what a place is called counts most, then where it stands, then what it says.
            passage
                .Property(p => p.Search)
                .HasComputedColumnSql(
                    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', trail), 'B') || setweight(to_tsvector('english', text), 'D')",
                    stored: true
                );
            passage.HasIndex(p => p.Search).HasMethod("gin");
        });
        model.Entity<KnownWord>(word =>
        {
            word.ToTable("known_words");
            word.HasKey(w => new { w.Source, w.Word });
            word.HasIndex(w => w.Word).HasMethod("gin").HasOperators("gin_trgm_ops");
        });
    }
}

internal sealed class AssistantDbDesign : IDesignTimeDbContextFactory<AssistantDb>
{
    public AssistantDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<AssistantDb>("assistant"));
}
