using System.Diagnostics;
using System.Globalization;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>What <c>postmaster.pid</c> says, and whether it is still true.</summary>
internal sealed record PostmasterFile(string Cluster, int Pid, DateTimeOffset StartedAt, int Port)
{
    internal enum State
    {
        /// <summary>That process is a PostgreSQL on this folder.</summary>
        Running,

        /// <summary>There is no such process, or it is something else: the file is left over from a kill or a reboot.</summary>
        Gone,

        /// <summary>It may be one; PostgreSQL itself must judge.</summary>
        Unknown,
    }

    internal static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    internal static PostmasterFile? Read(string cluster)
    {
        var path = PathIn(cluster);
        if (!File.Exists(path))
            return null;
        try
        {
            var lines = File.ReadAllLines(path);
            // Single-user mode writes its pid with a minus.
            return new PostmasterFile(
                cluster,
                (int)Math.Abs(Number(lines, 0)),
                DateTimeOffset.FromUnixTimeSeconds(Number(lines, 2)),
                (int)Number(lines, 3)
            );
        }
        catch (Exception vanished) when (vanished is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    internal State Check() =>
        Pid == 0 ? State.Gone
        : OperatingSystem.IsLinux() ? CheckInProc()
        : CheckByProcess();

    private State CheckInProc()
    {
        string[] words;
        try
        {
            words = File.ReadAllText($"/proc/{Pid}/cmdline").Split('\0');
        }
        catch (UnauthorizedAccessException)
        {
            return State.Unknown;
        }
        catch (IOException)
        {
            return State.Gone;
        }

        if (Path.GetFileName(words[0]) != "postgres")
            return State.Gone; // a zombie has no words either
        // A postmaster stands in its data folder, and the system follows that through a rename. Root in a container may
        // not look (no CAP_SYS_PTRACE): then its own words must do, and other words than ours prove nothing.
        if (WorkingFolder() is { } folder)
            return folder == Cluster ? State.Running : State.Gone;
        return words.SkipWhile(word => word != "-D").ElementAtOrDefault(1) == Cluster ? State.Running : State.Unknown;
    }

    private string? WorkingFolder()
    {
        try
        {
            return new DirectoryInfo($"/proc/{Pid}/cwd").LinkTarget;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private State CheckByProcess()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            if (process.HasExited || process.ProcessName != "postgres")
                return State.Gone;
            // The file is written within moments of the process' start, so a reused pid shows by its age.
            var age = StartedAt - new DateTimeOffset(process.StartTime);
            return age.Duration() < TimeSpan.FromSeconds(10) ? State.Running : State.Unknown;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return gone is System.ComponentModel.Win32Exception ? State.Unknown : State.Gone;
        }
    }

    private static long Number(string[] lines, int at) =>
        long.TryParse(lines.ElementAtOrDefault(at), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
