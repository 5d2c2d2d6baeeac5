using System.Globalization;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>The folder that holds a cluster, its settings and, where npm's cannot be reached, PostgreSQL itself.</summary>
internal sealed record Home(string Path)
{
    internal string Cluster => In(Folders.Cluster);

    internal string Unfinished => In(Folders.Unfinished);

    internal string Native => In(Folders.Native);

    /// <summary>Where segments of the log wait for whoever keeps them.</summary>
    internal string PutAside => In(Folders.PutAside);

    internal string Settings => In(Folders.Settings);

    internal string Access => In(Folders.Access);

    internal string VersionFile => System.IO.Path.Combine(Cluster, "PG_VERSION");

    /// <summary>The major version that made the cluster; null where there is none yet.</summary>
    internal int? Major =>
        !File.Exists(VersionFile) ? null
        : int.TryParse(File.ReadAllText(VersionFile), NumberStyles.Integer, CultureInfo.InvariantCulture, out var major) ? major
        : 0;

    /// <summary>Puts a cluster that nobody links to out of the way, keeping the last one.</summary>
    internal void SetAside()
    {
        if (!Directory.Exists(Cluster))
            return;
        StopOrphan();
        Folders.RemoveFolder(In(Folders.SetAside));
        Directory.Move(Cluster, In(Folders.SetAside));
    }

    /// <summary>Stops the PostgreSQL that a killed server left running on this cluster, if that is what it is.</summary>
    internal void StopOrphan()
    {
        if (PostmasterFile.Read(Cluster) is not { } left)
            return;
        foreach (var signal in new[] { Signal.Interrupt, Signal.Quit, Signal.Kill })
        {
            if (left.Check() != PostmasterFile.State.Running)
                return;
            Signals.Send(left.Pid, signal);
            SpinWait.SpinUntil(() => left.Check() != PostmasterFile.State.Running, TimeSpan.FromSeconds(10));
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
