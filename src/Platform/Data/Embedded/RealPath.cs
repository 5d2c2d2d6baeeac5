namespace SmartAI.Platform.Data.Embedded;

/// <summary>A path with every link on the way resolved, so that one folder has one name, one lock and one hash.</summary>
internal static class RealPath
{
    internal static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var resolved = Path.GetPathRoot(full)!;
        foreach (var name in full[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(resolved, name);
            // Parents are resolved first, so a link's target may be relative to them; targets hold links of their own.
            resolved = new DirectoryInfo(next).LinkTarget is { } target ? Of(Path.Combine(resolved, target)) : next;
        }

        return resolved;
    }
}
