using Microsoft.Extensions.Configuration;

namespace SmartAI.Platform.Settings;

/// <summary>Where settings come from: <c>SMARTAI_...</c> variables, and for each the file that <c>SMARTAI_..._FILE</c> names, as container secrets need.</summary>
public static class PlatformConfiguration
{
    internal const string Prefix = "SMARTAI_";

    /// <summary>The environment variable of a key.</summary>
    internal static string VariableOf(string key) => Prefix + key.ToUpperInvariant().Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Adds both to a configuration.</summary>
    /// <exception cref="SettingsException">A named file cannot be read.</exception>
    public static IConfigurationBuilder AddSmartAI(this IConfigurationBuilder configuration, System.Collections.IDictionary environment)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry entry in environment)
        {
            if (entry is not { Key: string name, Value: string value } || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (key.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase))
                values[key[..^"_FILE".Length]] = ReadFile(name, value);
            else
                values.TryAdd(key, value);
        }

        return configuration.AddInMemoryCollection(values);
    }

    private static string ReadFile(string name, string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{name} names the file \"{path}\", which cannot be read: {failure.Message}");
        }
    }
}
