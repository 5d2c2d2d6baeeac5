namespace SmartAI.Notes.Tests;

public sealed class NotesTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Notes = "/api/v1/notes";

    [Fact]
    public async Task A_note_is_written_listed_and_changed_and_the_trail_shows_what()
    {
        var editor = await platform.SignedInAsync("notes.notes.read", "notes.notes.write", "audit.entries.read");
        var written = (await editor.PostAsync(Notes, new { title = "Milk", text = "Two litres" })).ShouldBe(201);

        var changed = (await editor.PatchAsync($"{Notes}/{written.Id}", new { text = "Three litres" }, written.ETag)).ShouldBe(200);

        changed.Text("title").ShouldBe("Milk");
        changed.ETag.ShouldNotBe(written.ETag);
        var listed = (await editor.GetAsync($"{Notes}?sort=title")).ShouldBe(200).Items;
        listed.Single(n => n.GetProperty("id").GetGuid() == written.Id).GetProperty("text").GetString().ShouldBe("Three litres");
        var entry = (await editor.GetAsync($"/api/v1/audit?targetId={written.Id}&action=notes.note.updated"))
            .ShouldBe(200)
            .Items.ShouldHaveSingleItem();
        var change = entry.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        change.GetProperty("before").GetString().ShouldBe("Two litres");
        change.GetProperty("after").GetString().ShouldBe("Three litres");
    }

    [Fact]
    public async Task A_stale_change_is_refused_with_the_note_as_it_is_now()
    {
        var editor = await platform.SignedInAsync("notes.notes.read", "notes.notes.write");
        var written = (await editor.PostAsync(Notes, new { title = "Milk", text = "Two litres" })).ShouldBe(201);
        (await editor.PatchAsync($"{Notes}/{written.Id}", new { text = "Three litres" }, written.ETag)).ShouldBe(200);

        var refused = (await editor.PatchAsync($"{Notes}/{written.Id}", new { text = "Four litres" }, written.ETag)).ShouldFail(
            412,
            "request.stale"
        );

        refused.Json.GetProperty("current").GetProperty("text").GetString().ShouldBe("Three litres");
        (await editor.PatchAsync($"{Notes}/{written.Id}", new { text = "Four litres" })).ShouldFail(428, "request.if_match_required");
    }

    [Fact]
    public async Task Only_who_holds_the_permission_reads_or_writes()
    {
        var reader = await platform.SignedInAsync("notes.notes.read");
        (await reader.GetAsync(Notes)).ShouldBe(200);
        (await reader.PostAsync(Notes, new { title = "Milk", text = "" })).ShouldFail(403, "access.denied");
        (await (await platform.SignedInAsync()).GetAsync(Notes)).ShouldFail(403, "access.denied");
        (await platform.Anonymous().GetAsync(Notes)).ShouldFail(401, "access.not_signed_in");
    }

    [Fact]
    public async Task A_note_without_a_title_is_refused_on_its_field()
    {
        var editor = await platform.SignedInAsync("notes.notes.read", "notes.notes.write");
        (await editor.PostAsync(Notes, new { title = "", text = "Two litres" })).ShouldRefuseField("/title", "validation.too_short");
        (await editor.GetAsync($"{Notes}/{Guid.Empty}")).ShouldFail(404, "notes.note_not_found");
    }

    [Fact]
    public async Task An_mcp_client_writes_and_reads_notes_within_its_scopes()
    {
        var editor = await platform.SignedInAsync("notes.notes.read", "notes.notes.write");
        var program = await platform.TokenAsync(editor, "notes.notes.read");
        await using var client = await platform.McpAsync(program.Bearer!);
        var cancel = TestContext.Current.CancellationToken;

        var read = await client.CallToolAsync(
            "notes_notes_list",
            new Dictionary<string, object?> { ["limit"] = 1 },
            cancellationToken: cancel
        );
        var write = await client.CallToolAsync(
            "notes_notes_create",
            new Dictionary<string, object?> { ["title"] = "Milk", ["text"] = "" },
            cancellationToken: cancel
        );

        read.IsError.ShouldNotBe(true);
        write.IsError.ShouldBe(true);
        write.StructuredContent!.Value.GetProperty("code").GetString().ShouldBe("access.scope_missing");
    }
}
