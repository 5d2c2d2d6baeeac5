using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Server.Commands;

namespace SmartAI.Server.Tests;

/// <summary>The server answers before its start is finished; what it does meanwhile lives with what may happen at any other moment.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task A_database_that_goes_away_while_the_start_is_finished_is_waited_for()
    {
        var module = new Shaken(
            new InvalidOperationException("likely transient", new PostgresException("gone", "FATAL", "FATAL", "57P01"))
        );

        var lines = await RunAsync(module);

        lines.ShouldBe(["a link"]);
        module.Times.ShouldBe(2);
    }

    [Fact]
    public async Task A_fault_of_another_kind_ends_the_start_at_once()
    {
        var module = new Shaken(new InvalidOperationException("a bug"));

        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(module))).Message.ShouldBe("a bug");

        module.Times.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(IFirstStart module)
    {
        await using var services = new ServiceCollection().AddScoped<OperationContext>().AddSingleton(module).BuildServiceProvider();
        return await Serve.FirstStartAsync(services, TestContext.Current.CancellationToken);
    }

    private sealed class Shaken(Exception first) : IFirstStart
    {
        internal int Times { get; private set; }

        public Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancel) =>
            ++Times == 1 ? Task.FromException<IReadOnlyList<string>>(first) : Task.FromResult<IReadOnlyList<string>>(["a link"]);
    }
}
