namespace SmartAI.Platform.Data.Embedded;

/// <summary>The embedded PostgreSQL cannot run; the message is one sentence for the operator, with what to do.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>Makes the failure <paramref name="code"/> with its sentence.</summary>
    public EmbeddedPostgresException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>A stable name from <see cref="EmbeddedErrors"/>.</summary>
    public string Code { get; }
}

/// <summary>The stable codes of <see cref="EmbeddedPostgresException"/>.</summary>
public static class EmbeddedErrors
{
    /// <summary>The data folder cannot be written by this account, or stands on a read-only file system.</summary>
    public const string FolderNotWritable = "database.folder_not_writable";

    /// <summary>The account that must run PostgreSQL cannot enter the folder that holds the data.</summary>
    public const string FolderClosed = "database.folder_closed";

    /// <summary>The data folder is a copy of one whose database lives elsewhere and is still in use.</summary>
    public const string FolderCopied = "database.folder_copied";

    /// <summary>Another server works on the same data folder.</summary>
    public const string InUse = "database.in_use";

    /// <summary>The data was made by a PostgreSQL major version that is not here.</summary>
    public const string VersionMismatch = "database.version_mismatch";

    /// <summary>No usable PostgreSQL was found.</summary>
    public const string NotFound = "database.not_found";

    /// <summary>The caller is root and no other account can be taken on.</summary>
    public const string AccountSwitch = "database.account_switch";

    /// <summary>The disk that holds the data is full.</summary>
    public const string DiskFull = "database.disk_full";

    /// <summary>The stored password is not accepted.</summary>
    public const string PasswordRefused = "database.password_refused";

    /// <summary>PostgreSQL did not start for another reason; the message quotes it.</summary>
    public const string StartFailed = "database.start_failed";
}
