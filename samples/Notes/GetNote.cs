using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notes.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Notes;

/// <summary>Reads one note, with the entity tag that a change asks for.</summary>
internal static class GetNote
{
    internal static void Map(RouteGroupBuilder notes) =>
        notes
            .MapGet("/{id:guid}", HandleAsync)
            .Operation("notes.notes.get", "Read one note")
            .Requires(NotesPermissions.Read)
            .Addresses(NotesAudit.Note)
            .Fails(NotesErrors.NoteNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<NoteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        NotesDb db,
        CancellationToken cancel
    )
    {
        var note = await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, cancel);
        if (note is null)
            return NotesErrors.NoteNotFound.ToProblem();
        response.Set(note.Version);
        return TypedResults.Ok(NoteView.Of(note));
    }
}
