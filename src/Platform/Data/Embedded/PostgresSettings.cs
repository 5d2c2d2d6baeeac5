using System.Globalization;
using System.Text;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>The settings of the embedded server, written anew at each start so that an update of SmartAI brings its own.</summary>
internal static class PostgresSettings
{
    /// <summary>Writes both files; true where they were the same already.</summary>
    internal static bool Write(Home home, int port, EmbeddedOptions options)
    {
        var (settings, access) = (Settings(home, port, options), options.KeepsLog ? Access + Replication : Access);
        if (Same(home.Settings, settings) & Same(home.Access, access))
            return true;
        Replace(home.Settings, settings);
        Replace(home.Access, access);
        return false;
    }

    // One role, one database, this machine only, and a password: the superuser cannot sign in at all.
    private const string Access = """
        # Written by SmartAI at each start; changes are lost.
        host all smartai 127.0.0.1/32 scram-sha-256

        """;

    // For pg_basebackup.
    private const string Replication = "host replication smartai 127.0.0.1/32 scram-sha-256\n";

    private static string Settings(Home home, int port, EmbeddedOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hba_file"] = Slashes(home.Access),
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["password_encryption"] = "scram-sha-256",
            ["max_connections"] = "200",
            ["shared_buffers"] = "128MB",
            // What a disk without moving parts costs. With 4 PostgreSQL plans each page of a list anew, which takes longer than to run it (docs/decisions/0049).
            ["random_page_cost"] = "1.1",
            ["jit"] = "off", // our queries are short, and npm's build has none
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["lc_messages"] = "C", // StartFailure reads them
            // The log outlives the server that started PostgreSQL, as a pipe would not; a week of files, then over again.
            ["logging_collector"] = "on",
            ["log_directory"] = "log",
            ["log_filename"] = "server-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_age"] = "1d",
            ["log_rotation_size"] = "0",
            ["log_checkpoints"] = "off",
            // Neither statements nor the values in a violated key belong in a log: they hold what people typed.
            ["log_min_error_statement"] = "panic",
            ["log_error_verbosity"] = "terse",
        };
        if (options.KeepsLog)
        {
            settings["archive_mode"] = "on";
            settings["archive_timeout"] = "300";
            settings["archive_command"] = PutAside(home);
        }
        foreach (var (name, value) in options.Settings)
            settings[name] = value;

        var text = new StringBuilder("# Written by SmartAI at each start; changes are lost.\n");
        foreach (var (name, value) in settings)
            text.Append(CultureInfo.InvariantCulture, $"{name} = '{Escape(value)}'\n");
        return text.ToString();
    }

    // Written through before it has its name: PostgreSQL lets go of its own then. %p and %f are put in by PostgreSQL.
    private static string PutAside(Home home)
    {
        var to = home.PutAside.Replace("%", "%%", StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return $"""copy /y "%p" "{to}\%f.unfinished" && move /y "{to}\%f.unfinished" "{to}\%f" """;
        to = $"'{to.Replace("'", @"'\''", StringComparison.Ordinal)}'";
        return $"""cp "%p" {to}/"%f.unfinished" && sync {to}/"%f.unfinished" && mv -f {to}/"%f.unfinished" {to}/"%f" """.TrimEnd();
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;

    private static bool Same(string path, string text) =>
        File.Exists(path) && string.Equals(File.ReadAllText(path), text, StringComparison.Ordinal);

    // Deleted first: it may be owned by the other of root and the ordinary user that take turns here.
    private static void Replace(string path, string text)
    {
        File.Delete(path);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}
