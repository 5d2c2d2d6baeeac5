using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Notes.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Notes;

/// <summary>Lists notes.</summary>
internal static class ListNotes
{
    private static readonly ListOf<Note, NoteView> Notes = ListOf<Note, NoteView>
        .By(n => n.Id, n => new NoteView(n.Id, n.Title, n.Text, n.CreatedAt))
        .Sort("createdAt", n => n.CreatedAt)
        .Sort("title", n => n.Title)
        .Filter<DateTimeOffset>("createdFrom", "Only notes written at this time or later.", (n, from) => n.CreatedAt >= from);

    internal static void Map(RouteGroupBuilder notes) =>
        notes
            .MapGet("/", (ListRequest list, NotesDb db, CancellationToken cancel) => Notes.AnswerAsync(list, db, cancel))
            .Operation("notes.notes.list", "List notes", "Newest first unless sorted otherwise.")
            .Requires(NotesPermissions.Read)
            .AnswersList(Notes)
            .AsTool(ToolUse.Read);
}
