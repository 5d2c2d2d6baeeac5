using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// Says of each member of a merge patch whether null may be sent for it. In C# all of them can be null, because a member that is left out stays as it is; null
/// takes a member out, and only a few allow that (<see cref="Http.RemovableAttribute"/>).
/// </summary>
internal static class PatchMembers
{
    // Between the two steps only: that null is among its types says the same in the document.
    private const string Removable = "x-removable";

    internal static void Mark(OpenApiSchema member) =>
        (member.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal))[Removable] = new JsonNodeExtension(
            JsonValue.Create(true)
        );

    /// <summary>After <see cref="MemberRules"/>, which reads from null that a member need not be sent.</summary>
    internal static void Apply(OpenApiDocument document)
    {
        var patches = document
            .Paths.Values.Select(path => path.Operations?.GetValueOrDefault(HttpMethod.Patch))
            .SelectMany(operation => operation?.RequestBody?.Content?.Values ?? [])
            .Select(content => MemberRules.Resolve(content.Schema, document))
            .OfType<OpenApiSchema>();
        foreach (var members in patches.Select(patch => patch.Properties).OfType<IDictionary<string, IOpenApiSchema>>())
        {
            foreach (var (name, member) in members.ToList())
                if (member is OpenApiSchema own && own.Extensions?.Remove(Removable) != true)
                    members[name] = WithoutNull(own);
        }
    }

    private static IOpenApiSchema WithoutNull(OpenApiSchema member)
    {
        if (member.OneOf is not { Count: > 0 } choices)
        {
            member.Type &= ~JsonSchemaType.Null;
            return member;
        }

        var left = choices.Where(choice => choice is not OpenApiSchema { Type: JsonSchemaType.Null }).ToList();
        member.OneOf = left;
        return left is [var only] && member.Description is null ? only : member;
    }
}
