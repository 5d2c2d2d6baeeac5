using Npgsql;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>The connection string on disk, mode 600.</summary>
/// <remarks>It carries the password and the port over a restart, and lets a developer look into the database.</remarks>
internal sealed record ConnectionFile(string Path)
{
    internal const string Name = "smartai";

    internal static string Compose(int port, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = Name,
            Username = Name,
            Password = password,
            SslMode = SslMode.Disable, // one machine, and PostgreSQL has no certificate
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>Null where there is none, or none that can be read: a new password is set then.</summary>
    internal (string Password, int Port)? Read()
    {
        if (!File.Exists(Path))
            return null;
        try
        {
            var stored = new NpgsqlConnectionStringBuilder(File.ReadAllText(Path).Trim());
            return stored.Password is { Length: > 0 } password ? (password, stored.Port) : null;
        }
        catch (Exception torn) when (torn is ArgumentException or FormatException)
        {
            return null;
        }
    }

    // In place, not by rename: the file keeps its owner and mode where root starts what another account began.
    internal async Task WriteAsync(string connectionString, CancellationToken cancel)
    {
        await using var file = Folders.OpenSecret(Path, FileMode.Create, FileShare.Read);
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync(connectionString.AsMemory(), cancel);
    }
}
