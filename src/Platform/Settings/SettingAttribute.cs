namespace SmartAI.Platform.Settings;

/// <summary>Documents one setting: docs/operators/configuration.md is generated from it, and a refused start quotes its example.</summary>
/// <param name="description">What it decides, in one English sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>What it decides.</summary>
    public string Description { get; } = description;

    /// <summary>A value that works.</summary>
    public string Example { get; init; } = "";

    /// <summary>The configuration key where it is not the property's name.</summary>
    public string? Key { get; init; }
}

/// <summary>The section of a settings class: <c>Public</c> is read from <c>SMARTAI_PUBLIC__...</c>; empty for the few that stand alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsSectionAttribute(string name) : Attribute
{
    /// <summary>The section's name.</summary>
    public string Name { get; } = name;
}

/// <summary>A start refused for its configuration: the message names the setting and an example.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>A settings class that checks what an attribute cannot say. Returns a sentence naming the variable, or null.</summary>
public interface ICheckedSettings
{
    /// <summary>The first thing wrong, as a sentence; null if nothing is.</summary>
    string? Problem();
}
