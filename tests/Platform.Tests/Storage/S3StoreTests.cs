using Amazon.S3.Model;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Tests.Storage;

public sealed class S3StoreTests : BlobStoreContract, IClassFixture<S3Server>, IDisposable
{
    private readonly S3Server _server;
    private readonly S3Store _store;

    // Each test has a prefix of its own in the one bucket.
    public S3StoreTests(S3Server server)
    {
        _server = server;
        _store = new S3Store(server.Settings, S3Server.Bucket, $"{Ids.New(TimeProvider.System):N}/");
    }

    protected override IBlobStore Store => _store;

    protected override async Task<int> LeftOversAsync()
    {
        using var client = _server.Client();
        var uploads = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = S3Server.Bucket });
        return uploads.MultipartUploads?.Count ?? 0;
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task More_than_a_page_of_the_store_is_listed_to_its_end()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1005),
            TestContext.Current.CancellationToken,
            async (number, stop) => await Store.WriteAsync($"many/{number:0000}", (_, _) => Task.CompletedTask, stop)
        );

        var count = 0;
        await foreach (var blob in Store.ListAsync("many/", TestContext.Current.CancellationToken))
            blob.Name.ShouldBe($"many/{count++:0000}");
        count.ShouldBe(1005);
    }

    [Theory]
    [InlineData("secret", "does not match")]
    [InlineData("bucket", "bucket does not exist")]
    [InlineData("address", "refused")]
    public async Task A_store_that_refuses_or_is_away_is_told_in_a_sentence_by_every_verb(string wrong, string told)
    {
        var settings = new S3Settings
        {
            Endpoint = wrong == "address" ? "http://127.0.0.1:9" : _server.Settings.Endpoint,
            AccessKey = _server.Settings.AccessKey,
            SecretKey = wrong == "secret" ? "another" : _server.Settings.SecretKey,
            ChunkEncoding = false,
        };
        using var store = new S3Store(settings, wrong == "bucket" ? "no-such-bucket" : S3Server.Bucket, "");

        var cancel = TestContext.Current.CancellationToken;
        foreach (
            var verb in (Func<Task>[])
                [
                    () => store.WriteAsync("a", async (to, stop) => await to.WriteAsync(new byte[9 << 20], stop), cancel),
                    () => store.WriteAsync("a", (_, _) => Task.CompletedTask, cancel),
                    () => store.ReadAsync("a", cancel),
                    async () => await store.ListAsync("", cancel).GetAsyncEnumerator(cancel).MoveNextAsync(),
                    () => store.DeleteAsync("a", cancel),
                ]
        )
        {
            var refused = await Should.ThrowAsync<StorageException>(verb);
            refused.Message.ShouldContain(told, Case.Insensitive);
            refused.Message.ShouldContain("SMARTAI_S3__ENDPOINT");
            refused.Message.ShouldNotContain("another");
        }
    }

    [Fact]
    public void A_bucket_without_keys_is_refused_by_the_settings_name()
    {
        var refused = Should.Throw<SettingsException>(() => BlobPlace.Open("s3://bucket/below", new S3Settings()));
        refused.Message.ShouldContain("SMARTAI_S3__SECRETKEY");
    }
}
