using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Platform.Data;

namespace SmartAI.Notes.Data;

internal sealed class NotesDb(DbContextOptions<NotesDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "notes";

    internal DbSet<Note> Notes => Set<Note>();

    protected override void MapEntities(ModelBuilder model) =>
        model.Entity<Note>(note =>
        {
            note.ToTable("notes");
            note.Property(n => n.Title).HasMaxLength(Note.MaxTitle).UseCollation("und-x-icu");
            note.Property(n => n.Text).HasMaxLength(Note.MaxText);
            note.Property(n => n.Version).IsRowVersion();
            // One index for each declared sort, with the id as its last column.
            note.HasIndex(n => new { n.CreatedAt, n.Id });
            note.HasIndex(n => new { n.Title, n.Id });
        });
}

internal sealed class NotesDbDesign : IDesignTimeDbContextFactory<NotesDb>
{
    public NotesDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<NotesDb>("notes"));
}
