using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Http;

/// <summary>
/// A member of a PATCH that can be taken out by null. Only these: JSON Merge Patch (RFC 7396) removes by null, and a null that is passed over would look like
/// a change that was made.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RemovableAttribute : Attribute;

/// <summary>Tells a member that is null from one that was not sent; a bound record cannot.</summary>
public static class MergePatch
{
    /// <summary>True if the request takes this member out.</summary>
    public static bool Removes(HttpContext http, string member) => Nulls(http).Contains(member, StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyList<string> Nulls(HttpContext http)
    {
        if (!HttpMethods.IsPatch(http.Request.Method) || http.Features.Get<JsonBody>() is not { Bytes.Length: > 0 } body)
            return [];
        using var document = JsonDocument.Parse(body.Bytes);
        return document.RootElement.ValueKind != JsonValueKind.Object
            ? []
            : [.. document.RootElement.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Null).Select(m => m.Name)];
    }
}
