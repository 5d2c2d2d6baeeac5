namespace SmartAI.Platform.Storage;

/// <summary>
/// A place for files of any size: a folder or a bucket. A blob is written whole or not at all and never changed afterwards; who refers to one from the
/// database writes it first, and deletes it a day after the last row that names it, so that a backup of both always fits together.
/// </summary>
public interface IBlobStore
{
    /// <summary>Where it is, for a sentence: <c>the folder /var/lib/smartai/files</c>.</summary>
    string Place { get; }

    /// <summary>Writes a blob. It is there when this returns and, where the writing fails or is cancelled, as if it had never been begun.</summary>
    /// <param name="name">As <see cref="BlobNames"/> allows.</param>
    /// <param name="write">Writes the content, in whatever pieces.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="StorageException">The place cannot take it, or did not keep all of it.</exception>
    Task<Blob> WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancel);

    /// <summary>Opens a blob for reading; null if there is none of this name.</summary>
    /// <exception cref="StorageException">The place does not answer.</exception>
    Task<Stream?> ReadAsync(string name, CancellationToken cancel);

    /// <summary>The blobs whose names begin with this, by name.</summary>
    /// <exception cref="StorageException">The place does not answer.</exception>
    IAsyncEnumerable<Blob> ListAsync(string prefix, CancellationToken cancel);

    /// <summary>Removes a blob, if it is there.</summary>
    /// <exception cref="StorageException">The place does not answer.</exception>
    Task DeleteAsync(string name, CancellationToken cancel);
}

/// <summary>A blob that is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">In bytes.</param>
public sealed record Blob(string Name, long Length);

/// <summary>A store that does not do its part; the message is a sentence for an operator.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a blob may be called in every store: lower-case letters, digits and <c>. _ - /</c>, no empty part and none that begins with a dot.</summary>
public static class BlobNames
{
    private const int Longest = 200;

    /// <summary>Refuses a name that some store could not keep, or that leads out of its folder.</summary>
    /// <exception cref="ArgumentException">It is not allowed.</exception>
    public static string Check(string name) =>
        name.Length is > 0 and <= Longest
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '/')
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.')
            ? name
            : throw new ArgumentException($"A blob cannot be called \"{name}\".", nameof(name));
}
