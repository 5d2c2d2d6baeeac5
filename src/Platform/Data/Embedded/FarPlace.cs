using System.Security.Cryptography;
using System.Text;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>
/// Where the cluster lives when root runs SmartAI from a folder that PostgreSQL's account cannot enter, such as a home of
/// mode 700: <c>/var/lib/smartai/&lt;hash of the data path&gt;</c>. Opening the parents instead would show others what is in them.
/// </summary>
internal sealed class FarPlace
{
    private const string Root = "/var/lib/smartai";

    private FarPlace(string path) => Home = path;

    internal string Home { get; }

    /// <summary>The data folder it serves, written down so that a copied link is told from a moved one.</summary>
    private string OwnerFile => Path.Combine(Home, "data-folder");

    internal static FarPlace Of(string dataFolder) =>
        new(Path.Combine(Root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..16]));

    /// <summary>The place that a link leads to; null for a link to anywhere else, which is never followed.</summary>
    internal static FarPlace? At(string linkTarget) =>
        Path.GetDirectoryName(linkTarget) is { } home && Path.GetDirectoryName(home) == Root ? new FarPlace(home) : null;

    internal bool BelongsTo(string dataFolder)
    {
        if (!File.Exists(OwnerFile))
            return true;
        var owner = File.ReadAllText(OwnerFile).Trim();
        // A folder that was moved leaves no link behind it; one that was copied does.
        return owner == dataFolder || DataFolder.LinkIn(owner)?.StartsWith(Home + "/", StringComparison.Ordinal) != true;
    }

    internal void Claim(string dataFolder)
    {
        // Other accounts may pass through, only PostgreSQL's own folder inside is theirs.
        Folders.Create(Root, Folders.Passable);
        Folders.Create(Home, Folders.Passable);
        File.WriteAllText(OwnerFile, dataFolder + "\n");
    }

    internal void Remove()
    {
        Folders.RemoveMade(Home, OwnerFile);
        Folders.RemoveIfEmpty(Root);
    }
}
