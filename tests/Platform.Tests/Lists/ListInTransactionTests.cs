using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Tests.Jobs;

namespace SmartAI.Platform.Tests.Lists;

/// <summary>A list that is read in the middle of a change.</summary>
public sealed class ListInTransactionTests : JobTest
{
    private static readonly ListOf<Note, string> s_notes = ListOf<Note, string>.By(n => n.Id, n => n.Text).Sort("text", n => n.Text);

    [Fact]
    public async Task A_list_within_a_transaction_has_what_was_changed_in_it_and_a_list_beside_it_does_not()
    {
        var node = await StartAsync(
            worker: false,
            adjust: services => services.AddSingleton(new MasterKey("lists")).AddSingleton<ListCursors>()
        );
        await node.ChangeAsync(async db =>
        {
            await db.BeginAsync(TestContext.Current.CancellationToken);
            await db.WriteAsync("not yet", TestContext.Current.CancellationToken);
            (await ListAsync(node, db)).ShouldBe(["not yet"]);

            await node.ChangeAsync(async other => (await ListAsync(node, other)).ShouldBeEmpty());
        });
    }

    private static async Task<IReadOnlyList<string>> ListAsync(Jobs.TestNode node, NotesDb db)
    {
        var http = new DefaultHttpContext { RequestServices = node.Services };
        var answer = await s_notes.AnswerAsync(new ListRequest(http), db, TestContext.Current.CancellationToken);
        return answer.ShouldBeOfType<Ok<Page<string>>>().Value!.Items;
    }
}
