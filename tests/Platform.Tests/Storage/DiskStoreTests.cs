using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Tests.Storage;

public sealed class DiskStoreTests : BlobStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-blobs-");
    private DiskStore? _store;

    protected override IBlobStore Store => _store ??= new DiskStore(Path.Combine(_folder.FullName, "made", "when-needed"));

    protected override Task<int> LeftOversAsync() =>
        Task.FromResult(
            _folder.EnumerateFiles("*", SearchOption.AllDirectories).Count(f => f.FullName.Contains("/.", StringComparison.Ordinal))
        );

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_that_is_a_file_is_named_in_the_sentence()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<StorageException>(() =>
            new DiskStore(file).WriteAsync("a", (_, _) => Task.CompletedTask, CancellationToken.None)
        );

        refused.Message.ShouldStartWith($"The folder {file} does not take or give files: ");
    }

    [Fact]
    public async Task Only_their_owner_reads_the_files()
    {
        await Store.WriteAsync("a", async (to, stop) => await to.WriteAsync(new byte[1], stop), TestContext.Current.CancellationToken);
        var file = _folder.EnumerateFiles("a", SearchOption.AllDirectories).Single();
        file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
