using System.Security.Cryptography;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Tests.Storage;

/// <summary>What every <see cref="IBlobStore"/> promises. A new implementation derives from it and names an empty place.</summary>
public abstract class BlobStoreContract
{
    /// <summary>The store under test, on a place of its own without blobs.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>What lies there that is no blob: parts of what was never finished.</summary>
    protected abstract Task<int> LeftOversAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(19 * 1024 * 1024 + 7)]
    public async Task What_was_written_is_read_again_byte_for_byte(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var written = await WriteAsync("a/b-c_d.1", bytes);

        written.ShouldBe(new Blob("a/b-c_d.1", length));
        (await ReadAsync("a/b-c_d.1")).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await ListAsync("")).ShouldBe([written]);
        (await LeftOversAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_has_what_begins_with_the_prefix_in_the_order_of_names()
    {
        foreach (var name in (string[])["b", "a/2", "a/10", "a/sub/1", "ab"])
            await WriteAsync(name, [1, 2]);

        (await ListAsync("a/")).Select(b => b.Name).ShouldBe(["a/10", "a/2", "a/sub/1"]);
        (await ListAsync("a")).Select(b => b.Name).ShouldBe(["a/10", "a/2", "a/sub/1", "ab"]);
        (await ListAsync("c")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_nothing_and_can_be_deleted()
    {
        (await Store.ReadAsync("none/at-all", Cancel)).ShouldBeNull();
        await Store.DeleteAsync("none/at-all", Cancel);
        await WriteAsync("one", [1]);
        await Store.DeleteAsync("one", Cancel);
        (await Store.ReadAsync("one", Cancel)).ShouldBeNull();
        (await ListAsync("")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(9 * 1024 * 1024)]
    public async Task A_writing_that_fails_leaves_what_was_there_before_and_nothing_else(int after)
    {
        await WriteAsync("kept", [7]);

        foreach (var name in (string[])["kept", "new"])
        {
            var failed = await Should.ThrowAsync<InvalidDataException>(() =>
                Store.WriteAsync(
                    name,
                    async (to, stop) =>
                    {
                        await to.WriteAsync(new byte[after], stop);
                        throw new InvalidDataException("the writer's own");
                    },
                    Cancel
                )
            );
            failed.Message.ShouldBe("the writer's own");
        }

        (await ReadAsync("kept")).ShouldBe([7]);
        (await ListAsync("")).ShouldBe([new Blob("kept", 1)]);
        (await LeftOversAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_writing_that_is_cancelled_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Store.WriteAsync(
                "cancelled",
                async (to, token) =>
                {
                    await to.WriteAsync(new byte[9 * 1024 * 1024], token);
                    await stop.CancelAsync();
                },
                stop.Token
            )
        );
        (await ListAsync("")).ShouldBeEmpty();
        (await LeftOversAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".hidden")]
    [InlineData("Capital")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public async Task A_name_that_leads_elsewhere_is_refused_by_every_verb(string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => WriteAsync(name, [1]));
        await Should.ThrowAsync<ArgumentException>(() => Store.ReadAsync(name, Cancel));
        await Should.ThrowAsync<ArgumentException>(() => Store.DeleteAsync(name, Cancel));
        (await LeftOversAsync()).ShouldBe(0);
    }

    private Task<Blob> WriteAsync(string name, byte[] bytes) =>
        Store.WriteAsync(name, async (to, stop) => await to.WriteAsync(bytes, stop), Cancel);

    private async Task<byte[]> ReadAsync(string name)
    {
        await using var from = (await Store.ReadAsync(name, Cancel)).ShouldNotBeNull();
        using var all = new MemoryStream();
        await from.CopyToAsync(all, Cancel);
        return all.ToArray();
    }

    private async Task<List<Blob>> ListAsync(string prefix)
    {
        var all = new List<Blob>();
        await foreach (var blob in Store.ListAsync(prefix, Cancel))
            all.Add(blob);
        return all;
    }
}
