using SmartAI.Platform.Jobs;
using SmartAI.Platform.Settings;

namespace SmartAI.Server;

/// <summary>
/// What a start says about settings that are allowed and most likely not meant. It does not end for them: an older version that is put back finds the
/// settings of a newer one.
/// </summary>
internal static class StartNotes
{
    internal static void Write(IServiceProvider services, IConfiguration configuration)
    {
        foreach (var note in UnknownSettings(services, configuration).Concat(UnknownQueues(services)))
            Console.Error.WriteLine($"  Note: {note}");
    }

    private static IEnumerable<string> UnknownSettings(IServiceProvider services, IConfiguration configuration)
    {
        var known = services
            .GetServices<SettingsClass>()
            .SelectMany(s => SettingsReader.Properties(s.Type).Select(p => SettingsReader.VariableOf(s.Type, p.Property, p.Setting)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = configuration
            .AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => PlatformConfiguration.VariableOf(pair.Key))
            .Where(name => !known.Contains(name))
            .Order(StringComparer.Ordinal);
        foreach (var name in unknown)
        {
            if (!name.Contains("__", StringComparison.Ordinal))
            {
                // Scripts and Compose have plain names of their own, such as SMARTAI_IMAGE: only what is nearly a setting's is likely to mean it.
                if (
                    known.FirstOrDefault(k => !k.Contains("__", StringComparison.Ordinal) && Spelling.IsNear(Bare(name), Bare(k))) is
                    { } meant
                )
                    yield return $"{name} is no setting and has no effect. Is {meant} meant?";
                continue;
            }
            var section = name[..(name.IndexOf("__", StringComparison.Ordinal) + 2)];
            var near = known.Where(k => k.StartsWith(section, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
            yield return near.Count > 0
                ? $"{name} is no setting and has no effect. There are {string.Join(", ", near)}."
                : $"{name} is no setting and has no effect. All settings: docs/operators/configuration.md";
        }
    }

    private static string Bare(string variable) => variable[PlatformConfiguration.Prefix.Length..];

    private static IEnumerable<string> UnknownQueues(IServiceProvider services)
    {
        var settings = services.GetRequiredService<JobSettings>();
        var queues = services.GetRequiredService<JobKinds>().All.Values.Select(k => k.Queue).ToHashSet(StringComparer.Ordinal);
        return settings
            .Queues.Concat(settings.Except)
            .Where(queue => !queues.Contains(queue))
            .Select(queue =>
                $"No job of this version is in the queue {queue}. There are {string.Join(", ", queues.Order(StringComparer.Ordinal))}."
            );
    }
}
