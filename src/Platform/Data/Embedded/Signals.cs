using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>What a postmaster understands; the numbers are the same on every system that PostgreSQL runs on.</summary>
internal enum Signal
{
    /// <summary>Fast shutdown: clients are disconnected, everything is written.</summary>
    Interrupt = 2,

    /// <summary>Immediate shutdown: the next start recovers from the log.</summary>
    Quit = 3,

    /// <summary>The system ends it.</summary>
    Kill = 9,
}

/// <summary>Sends signals to a postmaster without pg_ctl, which npm's Windows package and some distributions lack.</summary>
internal static class Signals
{
    internal static void Send(int pid, Signal signal)
    {
        if (OperatingSystem.IsWindows())
            SendOnWindows(pid, signal);
        else
            _ = Kill(pid, (int)signal); // fails only where the process is already gone, which the caller polls for
    }

    // PostgreSQL emulates signals on Windows: each server process listens on a pipe for one byte.
    private static void SendOnWindows(int pid, Signal signal)
    {
        try
        {
            if (signal == Signal.Kill)
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
                process.Kill(entireProcessTree: true);
                return;
            }

            using var pipe = new NamedPipeClientStream(".", $"pgsignal_{pid}", PipeDirection.InOut);
            pipe.Connect(1000);
            pipe.WriteByte((byte)signal);
            pipe.ReadByte();
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or ArgumentException or InvalidOperationException)
        {
            // Already gone, or deaf: the caller polls, and takes the next stronger signal.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
