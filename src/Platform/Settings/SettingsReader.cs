using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Settings;

/// <summary>Binds settings classes strictly: a value that does not fit stops the start with a sentence.</summary>
public static class SettingsReader
{
    /// <summary>Reads the settings and adds them as a singleton that handlers take as a parameter.</summary>
    public static T AddSettings<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class, new()
    {
        var settings = Read<T>(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(new SettingsClass(typeof(T)));
        return settings;
    }

    /// <summary>Reads a settings class from its section.</summary>
    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static T Read<T>(IConfiguration configuration)
        where T : class, new()
    {
        var settings = new T();
        foreach (var (property, setting) in Properties(typeof(T)))
        {
            if (configuration[KeyOf(typeof(T), property, setting)] is not { Length: > 0 } text)
                continue;
            property.SetValue(settings, Parse(property.PropertyType, text) ?? throw Refuse(typeof(T), property, setting, "cannot be read"));
            var results = new List<ValidationResult>();
            if (
                !Validator.TryValidateProperty(
                    property.GetValue(settings),
                    new ValidationContext(settings) { MemberName = property.Name },
                    results
                )
            )
                throw Refuse(typeof(T), property, setting, $"is refused: {results[0].ErrorMessage!.TrimEnd('.')}");
        }

        if ((settings as ICheckedSettings)?.Problem() is { } problem)
            throw new SettingsException(problem);
        return settings;
    }

    /// <summary>The documented properties of a settings class.</summary>
    public static IEnumerable<(PropertyInfo Property, SettingAttribute Setting)> Properties(Type settings) =>
        settings
            .GetProperties()
            .Select(p => (Property: p, Setting: p.GetCustomAttribute<SettingAttribute>()!))
            .Where(p => p.Setting is not null);

    /// <summary>The environment variable of a setting.</summary>
    public static string VariableOf(Type settings, PropertyInfo property, SettingAttribute setting) =>
        PlatformConfiguration.VariableOf(KeyOf(settings, property, setting));

    private static string KeyOf(Type settings, PropertyInfo property, SettingAttribute setting) =>
        settings.GetCustomAttribute<SettingsSectionAttribute>()?.Name is { Length: > 0 } section
            ? $"{section}:{setting.Key ?? property.Name}"
            : setting.Key ?? property.Name;

    private static object? Parse(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text;
        if (type == typeof(string[]))
            return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : null;
        if (type == typeof(int))
            return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(TimeSpan))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null;
        if (type.IsEnum)
            return Enum.TryParse(type, text, ignoreCase: true, out var name) && Enum.IsDefined(type, name) ? name : null;
        throw new NotSupportedException($"No setting may have the type {type.Name}.");
    }

    private static SettingsException Refuse(Type settings, PropertyInfo property, SettingAttribute setting, string why) =>
        new(
            $"{VariableOf(settings, property, setting)} {why}. {setting.Description} Example: {VariableOf(settings, property, setting)}={setting.Example}"
        );
}

/// <summary>A settings class in use, for the generated documentation.</summary>
public sealed record SettingsClass(Type Type);
