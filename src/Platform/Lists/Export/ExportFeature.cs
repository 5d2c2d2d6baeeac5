namespace SmartAI.Platform.Lists;

/// <summary>Set on a request before the first byte of an exported file leaves, so that the audit trail can tell an export from a page.</summary>
/// <param name="Format"><c>csv</c>, <c>xlsx</c> or <c>jsonl</c>.</param>
public sealed record ExportFeature(string Format);
