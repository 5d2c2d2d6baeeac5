using System.Globalization;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>Turns what PostgreSQL or the system said into one sentence with what to do.</summary>
internal static class StartFailure
{
    internal static EmbeddedPostgresException Of(Home home, string said, Exception? inner = null)
    {
        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
        return said switch
        {
            _ when Says("No space left on device") || Says("Disk quota exceeded") => new(
                EmbeddedErrors.DiskFull,
                $"The disk that holds {home.Path} is full: free some space and start again; nothing is lost.",
                inner
            ),
            _ when Says("Read-only file system") || Says("Permission denied") || Says("wrong ownership") => NotWritable(home.Path, inner),
            _ when Says("postmaster.pid\" already exists") || Says("is still in use") => InUse(home.Path, inner),
            _ when Says("incompatible with server") => new(
                EmbeddedErrors.VersionMismatch,
                $"The database in {home.Cluster} was made by another build of PostgreSQL ({LastWords(said)}): install that one, "
                    + "or remove the database (make clean) to begin with an empty one.",
                inner
            ),
            _ => new(
                EmbeddedErrors.StartFailed,
                $"PostgreSQL did not start: {LastWords(said)} (more in {Path.Combine(home.Cluster, "log")}).",
                inner
            ),
        };
    }

    internal static EmbeddedPostgresException OfFolder(string folder, Exception refused) =>
        refused.HResult switch
        {
            // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
            11 or 35 or unchecked((int)0x80070020) => InUse(folder, refused),
            28 or unchecked((int)0x80070070) => new(
                EmbeddedErrors.DiskFull,
                $"The disk that holds {folder} is full: free some space and start again; nothing is lost.",
                refused
            ),
            _ => NotWritable(folder, refused),
        };

    /// <summary>The newest lines of the server's own log, for a start that failed after it had opened it.</summary>
    internal static string TailOfLog(Home home, DateTimeOffset since)
    {
        var folder = new DirectoryInfo(Path.Combine(home.Cluster, "log"));
        if (!folder.Exists)
            return "";
        var newest = folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc >= since.UtcDateTime).MaxBy(file => file.LastWriteTimeUtc);
        if (newest is null)
            return "";

        // Lines begin with their time in UTC; what another start said is not this one's failure.
        var first = since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Join('\n', File.ReadLines(newest.FullName).TakeLast(30).Where(line => string.CompareOrdinal(line, first) >= 0));
    }

    private static EmbeddedPostgresException NotWritable(string folder, Exception? inner) =>
        new(
            EmbeddedErrors.FolderNotWritable,
            $"The data folder {folder} cannot be written by this account: give it to the account, "
                + "or set SMARTAI_DATA to a folder that can be written.",
            inner
        );

    private static EmbeddedPostgresException InUse(string folder, Exception? inner) =>
        new(
            EmbeddedErrors.InUse,
            $"Another server is using the data folder {folder}: stop it (make down), or set SMARTAI_DATA to another folder.",
            inner
        );

    private static string LastWords(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var telling = new[] { "PANIC:", "FATAL:", "error:" } // postgres and initdb each have their own way
            .Select(word => lines.LastOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(line => line is not null);
        return (telling ?? lines.LastOrDefault() ?? "it said nothing").TrimEnd('.');
    }
}
