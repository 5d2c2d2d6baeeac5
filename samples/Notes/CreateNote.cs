using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Notes.Data;
using SmartAI.Platform;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Notes;

/// <summary>Writes a note.</summary>
internal static class CreateNote
{
    internal sealed record Request(
        [property: StringLength(Note.MaxTitle, MinimumLength = 1)] string Title,
        [property: StringLength(Note.MaxText)] string Text
    );

    internal static void Map(RouteGroupBuilder notes) =>
        notes
            .MapPost("/", HandleAsync)
            .Operation("notes.notes.create", "Write a note")
            .Requires(NotesPermissions.Write)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Created<NoteView>> HandleAsync(
        Request request,
        HttpResponse response,
        NotesDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var note = new Note
        {
            Id = Ids.New(clock),
            Title = request.Title,
            Text = request.Text,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(note);
        db.Audit(NotesAudit.Created, note.Id, note.Title);
        await db.SaveChangesAsync(cancel);
        response.Set(note.Version);
        return TypedResults.Created($"/api/v1/notes/{note.Id}", NoteView.Of(note));
    }
}
