namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// The text that the OpenAPI document shows for a property. Only for what its name, type and format do not tell: a pattern of its own, say.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ExampleAttribute(string text) : Attribute
{
    /// <summary>The text.</summary>
    public string Text => text;
}
