namespace SmartAI.Identity.Sessions;

/// <summary>What a person calls their browser. The web app says it alike (<c>client-name.ts</c>).</summary>
internal static class ClientName
{
    private const int Most = 120;

    // In this order: most browsers also claim to be the ones below them.
    private static readonly (string Sign, string Name)[] s_browsers =
    [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("Edge/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Sign, string Name)[] s_systems =
    [
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Firefox, Linux</c>; of a User-Agent that we do not know its beginning, and an empty text where there is none.</summary>
    internal static string Of(string? agent) =>
        agent is null ? ""
        : Find(s_browsers, agent) is not { } browser ? agent[..Math.Min(agent.Length, Most)]
        : Find(s_systems, agent) is { } system ? $"{browser}, {system}"
        : browser;

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        Array.Find(known, k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
