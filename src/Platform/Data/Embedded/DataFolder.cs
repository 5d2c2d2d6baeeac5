namespace SmartAI.Platform.Data.Embedded;

/// <summary>The folder <c>postgres</c> of an installation's data folder, held for one server by a locked file.</summary>
/// <remarks>
/// It holds <c>cluster</c> (PostgreSQL's own data, or a link to it), <c>connection</c>, <c>lock</c> and the settings that are
/// written at each start. PostgreSQL's account owns <c>cluster</c> alone: root never writes where that account could plant a link.
/// </remarks>
internal sealed class DataFolder : IDisposable
{
    private readonly string _dataFolder;
    private readonly FileStream _lock;

    private DataFolder(string dataFolder, FileStream held)
    {
        _dataFolder = dataFolder;
        _lock = held;
    }

    internal string Near => NearOf(_dataFolder);

    internal ConnectionFile Connection => new(Path.Combine(Near, "connection"));

    /// <summary>The cluster of an earlier start, near or far; null before the first.</summary>
    internal string? ExistingCluster =>
        RealPath.Of(Path.Combine(Near, Folders.Cluster)) is var path && Directory.Exists(path) ? path : null;

    /// <summary>Where the link leads, or null where there is none.</summary>
    internal static string? LinkIn(string dataFolder) => new DirectoryInfo(Path.Combine(NearOf(dataFolder), Folders.Cluster)).LinkTarget;

    internal static DataFolder Open(string dataFolder)
    {
        var real = RealPath.Of(dataFolder);
        try
        {
            // Nobody but the account that root's PostgreSQL runs under needs to pass.
            var mode = Environment.IsPrivilegedProcess ? Folders.Passable : Folders.Private;
            Folders.Create(real, mode);
            Folders.Create(NearOf(real), mode);
            return new DataFolder(real, Lock(real));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw StartFailure.OfFolder(real, refused);
        }
    }

    /// <summary>Finds or makes the home of the cluster: this folder, or the far place where PostgreSQL's account cannot enter.</summary>
    internal async Task<Home> SettleAsync(Account? account, CancellationToken cancel)
    {
        if (LinkIn(_dataFolder) is { } target)
        {
            if (FarPlace.At(target) is not { } linked || !linked.BelongsTo(_dataFolder))
                throw new EmbeddedPostgresException(
                    EmbeddedErrors.FolderCopied,
                    $"{Path.Combine(Near, Folders.Cluster)} leads to the database of another data folder, {target}: delete this link "
                        + "to begin with an empty database, or move data with a backup and restore."
                );
            linked.Claim(_dataFolder);
            return new Home(linked.Home);
        }

        if (account is null || await account.CanEnterAsync(Near, cancel))
            return new Home(Near);
        if (Directory.Exists(Path.Combine(Near, Folders.Cluster)))
            throw new EmbeddedPostgresException(
                EmbeddedErrors.FolderClosed,
                $"PostgreSQL runs as {account.Name}, who cannot enter {Near} any more: open its parent folders for passing (chmod o+x), "
                    + "or start SmartAI as an ordinary user."
            );

        var far = FarPlace.Of(_dataFolder);
        far.Claim(_dataFolder);
        var home = new Home(far.Home);
        // The data folder was deleted by hand: with it went the key to the secrets in that database.
        home.SetAside();
        Directory.CreateSymbolicLink(Path.Combine(Near, Folders.Cluster), home.Cluster);
        return home;
    }

    internal static void Remove(string dataFolder)
    {
        if (!Directory.Exists(NearOf(dataFolder)))
            return;
        using var folder = Open(dataFolder);
        var far = LinkIn(folder._dataFolder) is { } target ? FarPlace.At(target) : null;
        if (far?.BelongsTo(folder._dataFolder) == true)
        {
            new Home(far.Home).StopOrphan();
            far.Remove();
        }
        else if (far is null)
        {
            new Home(folder.Near).StopOrphan();
        }

        folder.Dispose(); // Windows does not delete an open file
        Folders.RemoveMade(folder.Near, folder.Connection.Path, folder._lock.Name);
    }

    public void Dispose() => _lock.Dispose();

    private static string NearOf(string dataFolder) => Path.Combine(dataFolder, "postgres");

    // The system lets go of it when the process dies, however it dies.
    private static FileStream Lock(string dataFolder) =>
        Folders.OpenSecret(Path.Combine(NearOf(dataFolder), "lock"), FileMode.OpenOrCreate, FileShare.None);
}
