namespace SmartAI.Platform.Data.Embedded;

/// <summary>The names of what the embedded PostgreSQL makes in its home, and nothing else is ever removed.</summary>
internal static class Folders
{
    internal const string Cluster = "cluster";
    internal const string Unfinished = "cluster.new";
    internal const string SetAside = "cluster.old";
    internal const string Native = "native";

    /// <summary>Inside of a cluster that was laid down: the log that its recovery replays.</summary>
    internal const string Replayed = "log-to-replay";
    internal const string PutAside = "log-to-keep";
    internal const string Settings = "postgresql.conf";
    internal const string Access = "pg_hba.conf";

    /// <summary>Mode 711: another account may pass through to what is its own, and see nothing on the way.</summary>
    internal const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens a file that nobody else may read, mode 600 from its first moment.</summary>
    internal static FileStream OpenSecret(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    internal static void RemoveMade(string home, params IEnumerable<string> files)
    {
        foreach (var folder in new[] { Cluster, Unfinished, SetAside, Native, PutAside })
            RemoveFolder(Path.Combine(home, folder));
        foreach (var file in new[] { Settings, Access }.Select(name => Path.Combine(home, name)).Concat(files))
            if (Directory.Exists(home))
                File.Delete(file);
        RemoveIfEmpty(home);
    }

    /// <summary>Removes a folder with its content; of a link only the link.</summary>
    internal static void RemoveFolder(string path)
    {
        var folder = new DirectoryInfo(path);
        if (folder.LinkTarget is not null)
            File.Delete(path); // works on a link that leads nowhere, too
        else if (folder.Exists)
            folder.Delete(recursive: true);
    }

    internal static void RemoveIfEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            Directory.Delete(path);
    }

    internal static void Create(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, mode);
    }
}
