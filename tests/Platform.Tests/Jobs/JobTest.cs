using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>A class with a database and the nodes that its tests start.</summary>
public abstract class JobTest : IAsyncLifetime
{
    private readonly List<TestNode> _nodes = [];

    private protected const string States =
        "select string_agg(state || ':' || attempts, ' ' order by created_at, id) from platform.all_jobs";
    private protected const string LastError = "select last_error from platform.all_jobs";
    private protected const string Notes = "select count(*) from memo.notes";

    private protected TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await JobDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<TestNode> StartAsync(
        JobSettings? settings = null,
        TimeProvider? clock = null,
        bool worker = true,
        Action<IServiceCollection>? adjust = null
    )
    {
        var node = await TestNode.StartAsync(Database, settings, clock, worker, adjust);
        _nodes.Add(node);
        return node;
    }
}
