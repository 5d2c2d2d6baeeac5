using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Assistant.Budgets;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Instructions;
using SmartAI.Assistant.Knowledge;
using SmartAI.Assistant.Providers;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Data;

namespace SmartAI.Assistant.Data;

internal sealed class AssistantDb(DbContextOptions<AssistantDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "assistant";

    internal DbSet<Provider> Providers => Set<Provider>();
    internal DbSet<Conversation> Conversations => Set<Conversation>();
    internal DbSet<Message> Messages => Set<Message>();
    internal DbSet<Run> Runs => Set<Run>();
    internal DbSet<Piece> Pieces => Set<Piece>();
    internal DbSet<WaitingCall> WaitingCalls => Set<WaitingCall>();
    internal DbSet<Instruction> Instructions => Set<Instruction>();
    internal DbSet<UsageDay> UsageDays => Set<UsageDay>();
    internal DbSet<Budget> Budgets => Set<Budget>();
    internal DbSet<Passage> Passages => Set<Passage>();
    internal DbSet<KnowledgeSource> Sources => Set<KnowledgeSource>();

    protected override void MapEntities(ModelBuilder model)
    {
        model.HasPostgresExtension("pg_trgm");
        // The outcome of what waits is read, never written, here.
        Approval.Map(model);
        MapConversations(model);
        model.Entity<Provider>(provider =>
        {
            provider.ToTable("providers");
            provider.Property(p => p.Name).HasMaxLength(Provider.MaxName).UseCollation("und-x-icu");
            provider.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
            provider.Property(p => p.Version).IsRowVersion();
            provider.HasIndex(p => new { p.Position, p.Id });
            provider.HasIndex(p => new { p.Name, p.Id });
        });
        model.Entity<UsageDay>(usage =>
        {
            usage.ToTable("usage_days");
            usage
                .HasIndex(u => new
                {
                    u.PersonId,
                    u.Day,
                    u.ProviderId,
                    u.Model,
                })
                .IsUnique();
            usage.HasIndex(u => new { u.Day, u.Id });
        });
        model.Entity<Budget>(budget =>
        {
            budget.ToTable("budgets");
            budget.HasKey(b => b.Subject);
            // The version before knows no other end of a budget than this one, and writes none.
            budget
                .Property(b => b.AtLimit)
                .HasConversion<string>()
                .HasMaxLength(12)
                .HasDefaultValue(AtLimit.WithoutModel)
                .HasSentinel(AtLimit.WithoutModel);
            budget.Property(b => b.Version).IsRowVersion();
        });
        model.Entity<Instruction>(instruction =>
        {
            instruction.ToTable("instructions");
            instruction.HasKey(i => i.Role);
            instruction.Property(i => i.Version).IsRowVersion();
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
            passage.Property(p => p.Words).HasDefaultValue("");
            // Weights: what a place is called counts most, then where it stands and what else it is called, then what it says.
            passage
                .Property(p => p.Search)
                .HasComputedColumnSql(
                    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', trail), 'B') || setweight(to_tsvector('english', words), 'C') || setweight(to_tsvector('english', text), 'D')",
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

    private static void MapConversations(ModelBuilder model)
    {
        model.Entity<Conversation>(conversation =>
        {
            conversation.ToTable("conversations");
            conversation.Property(c => c.Title).HasMaxLength(Conversation.MaxTitle);
            conversation.Property(c => c.Version).IsRowVersion();
            conversation.HasIndex(c => new
            {
                c.OwnerId,
                c.UpdatedAt,
                c.Id,
            });
            conversation.HasMany(c => c.Messages).WithOne().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Message>(message =>
        {
            message.ToTable("messages");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Role).HasConversion<string>().HasMaxLength(10);
            message.Property(m => m.State).HasConversion<string>().HasMaxLength(12);
            // "json" and not "jsonb": whatever a model sends as a string can be kept, and nobody looks into it in SQL.
            message.Property(m => m.Parts).HasColumnType("json");
            message.HasIndex(m => new
            {
                m.ConversationId,
                m.ParentId,
                m.Id,
            });
            // No language: people write in theirs.
            message.Property(m => m.Search).HasComputedColumnSql("to_tsvector('simple', text)", stored: true);
            message.HasIndex(m => m.Search).HasMethod("gin");
        });
        model.Entity<Run>(run =>
        {
            run.ToTable("runs");
            run.Property(r => r.Id).ValueGeneratedNever();
            run.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
            run.HasOne<Message>().WithOne().HasForeignKey<Run>(r => r.Id).OnDelete(DeleteBehavior.Cascade);
            run.HasIndex(r => new { r.ConversationId, r.Key }).IsUnique();
            run.HasIndex(r => r.Id).HasFilter("state <> 'Ended'").HasDatabaseName("ix_runs_open");
        });
        model.Entity<Piece>(piece =>
        {
            piece.ToTable("pieces");
            piece.HasKey(p => new { p.RunId, p.Number });
            piece.Property(p => p.Data).HasColumnType("json");
            piece.HasOne<Run>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<WaitingCall>(call =>
        {
            call.ToTable("waiting_calls");
            call.HasKey(c => c.ApprovalId);
            call.Property(c => c.ApprovalId).ValueGeneratedNever();
            call.HasOne<Message>().WithMany().HasForeignKey(c => c.MessageId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

internal sealed class AssistantDbDesign : IDesignTimeDbContextFactory<AssistantDb>
{
    public AssistantDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<AssistantDb>("assistant"));
}
