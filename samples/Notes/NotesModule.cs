using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Notes.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;

namespace SmartAI.Notes;

/// <summary>Short notes that the whole team reads: the sample that docs/builders/first-module.md builds.</summary>
public sealed class NotesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "notes";

    /// <inheritdoc/>
    public Type Context => typeof(NotesDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(NotesPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(NotesErrors));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddModuleContext<NotesDb>("notes");

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var notes = api.MapGroup("/notes");
        ListNotes.Map(notes);
        CreateNote.Map(notes);
        GetNote.Map(notes);
        UpdateNote.Map(notes);
    }
}

internal static class NotesPermissions
{
    internal static readonly Permission Read = new("notes.notes.read", "See notes and export the list");
    internal static readonly Permission Write = new("notes.notes.write", "Write and change notes");
}

internal static class NotesErrors
{
    internal static readonly Error NoteNotFound = new("notes.note_not_found", 404, "There is no such note.");
}

internal static class NotesAudit
{
    internal const string Note = "notes.note";
    internal static readonly AuditAction Created = new("notes.note.created", Note);
    internal static readonly AuditAction Updated = new("notes.note.updated", Note);
}
