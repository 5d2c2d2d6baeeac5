using System.Runtime.CompilerServices;

namespace SmartAI.Platform.Storage;

/// <summary>Blobs as files below a folder, which is made when the first is written.</summary>
public sealed class DiskStore : IBlobStore
{
    // Begins with a dot, as no blob's name may.
    private const string Unfinished = ".unfinished";
    private readonly string _folder;

    /// <summary>Takes a folder.</summary>
    public DiskStore(string folder) => _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public string Place => $"the folder {_folder}";

    /// <inheritdoc/>
    public async Task<Blob> WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        var path = PathOf(name);
        var unfinished = Path.Combine(_folder, Unfinished, Ids.NewSecret());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(unfinished)!);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            long length;
            await using (var file = new FileStream(unfinished, Writing()))
            {
                await write(file, cancel);
                await file.FlushAsync(cancel);
                // What a crash of the machine would lose must not be there under its name.
                file.Flush(flushToDisk: true);
                length = file.Length;
            }

            cancel.ThrowIfCancellationRequested();
            File.Move(unfinished, path, overwrite: true);
            return new Blob(name, length);
        }
        catch (Exception failure)
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
            if (failure is IOException or UnauthorizedAccessException)
                throw Refused(failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> ReadAsync(string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            var options = new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 };
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), options));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(failure);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Blob> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var found = new List<Blob>();
        try
        {
            // Only below the folder that the prefix names.
            var below = Path.Combine(_folder, prefix[..(prefix.LastIndexOf('/') + 1)]);
            var all = new EnumerationOptions { RecurseSubdirectories = true };
            if (Directory.Exists(below))
                found.AddRange(
                    new DirectoryInfo(below)
                        .EnumerateFiles("*", all)
                        .Select(f => new Blob(
                            Path.GetRelativePath(_folder, f.FullName).Replace(Path.DirectorySeparatorChar, '/'),
                            f.Length
                        ))
                        .Where(b => b.Name[0] != '.' && b.Name.StartsWith(prefix, StringComparison.Ordinal))
                );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(failure);
        }

        foreach (var blob in found.OrderBy(b => b.Name, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            yield return blob;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever written there.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(failure);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(_folder, BlobNames.Check(name).Replace('/', Path.DirectorySeparatorChar));

    private StorageException Refused(Exception failure) =>
        new($"{char.ToUpperInvariant(Place[0])}{Place[1..]} does not take or give files: {failure.Message}", failure);

    private static FileStreamOptions Writing()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 128 * 1024,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
