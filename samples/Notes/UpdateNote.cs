using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notes.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Notes;

/// <summary>Changes a note; what is left out stays as it is (RFC 7396).</summary>
internal static class UpdateNote
{
    internal sealed record Request(
        [property: StringLength(Note.MaxTitle, MinimumLength = 1)] string? Title,
        [property: StringLength(Note.MaxText)] string? Text
    );

    internal static void Map(RouteGroupBuilder notes) =>
        notes
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation("notes.notes.update", "Change a note")
            .Requires(NotesPermissions.Write)
            .Addresses(NotesAudit.Note)
            .Fails(NotesErrors.NoteNotFound, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<NoteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        HttpResponse response,
        NotesDb db,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        var note = await db.Notes.SingleOrDefaultAsync(n => n.Id == id, cancel);
        if (note is null)
            return NotesErrors.NoteNotFound.ToProblem();
        operation.About(NotesAudit.Note, note.Id, note.Title); // the trail shows its name beside its id
        if (ifMatch.Refuses(note.Version, () => NoteView.Of(note)) is { } refused)
            return refused;

        (note.Title, note.Text) = (request.Title ?? note.Title, request.Text ?? note.Text);
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(NotesAudit.Updated, note.Id, note.Title);
            await db.SaveChangesAsync(cancel);
        }

        response.Set(note.Version);
        return TypedResults.Ok(NoteView.Of(note));
    }
}
