using System.Runtime.InteropServices;

namespace SmartAI.Identity.Passwords;

/// <summary>
/// Lets hashing stand back behind requests where there are not enough processors for both. On Linux .NET leaves <see cref="Thread.Priority"/> without effect,
/// so the thread asks the system itself: each step of niceness is about a fifth less (setpriority(2), sched(7)).
/// </summary>
internal static class Yielding
{
    private const int Nicer = 5;

    /// <summary>Of the thread that calls. Without effect where the system does not let it: that is no reason not to hash.</summary>
    internal static void ToOthers()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(0, 0, Nicer);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    // "Process 0" is the calling thread on Linux.
    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
