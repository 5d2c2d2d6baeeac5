using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>A believable text for a member, from its format and its name.</summary>
internal static class ExampleTexts
{
    internal static string For(OpenApiSchema schema, string name)
    {
        var text = ByFormat(schema.Format, name) ?? ByName(name);
        if (schema.Pattern is { } pattern && !Fits(pattern, text))
            text = Fallbacks.FirstOrDefault(other => Fits(pattern, other)) ?? throw NoExample(name, pattern);
        if (text.Length < schema.MinLength)
            text = text.PadRight(schema.MinLength.Value, 'x');
        return text.Length > schema.MaxLength ? text[..schema.MaxLength.Value] : text;
    }

    private static string[] Fallbacks => ["example", "Example", "en", "123456", "2026-03-14", "0197a3c45b1e7c3d", "ABC-123"];

    private static string? ByFormat(string? format, string name) =>
        format switch
        {
            "uuid" => "0197a3c4-5b1e-7c3d-9f2a-1d4e6b8c0a57",
            "email" => "sam@example.org",
            "date-time" => name.StartsWith("expire", StringComparison.Ordinal) ? "2026-06-12T09:26:53Z" : "2026-03-14T09:26:53Z",
            "date" => "2026-03-14",
            "time" => "09:26:53",
            "uri" => "https://example.org/",
            "uri-reference" => "/",
            "byte" => "c21hcnRhaQ==",
            _ => null,
        };

    private static string ByName(string name) =>
        name switch
        {
            "" => "text",
            "email" or "to" => "sam@example.org",
            "displayName" => "Sam Rivera",
            "name" => "Example",
            "password" or "newPassword" or "currentPassword" => "nine quiet lanterns drift",
            "permission" or "permissions" or "scopes" => "identity.users.read",
            "roles" or "role" or "heldRoles" => "member",
            "operation" => "identity.users.list",
            "action" => "identity.user.locked",
            "code" => "access.denied",
            "language" => "en",
            "timeZone" => "Europe/Madrid",
            "theme" => "dark",
            "density" => "comfortable",
            "address" => "203.0.113.7",
            "client" => "Mozilla/5.0",
            "field" => "status",
            "module" => "identity",
            "next" or "cursor" => "CfDJ8Kx2-example-cursor",
            "reason" => "Asked for by the person.",
            "requestId" or "traceId" => "0af7651916cd43dd8448eb211c80319c",
            "html" => "<p>Hello Sam</p>",
            _ when name.EndsWith("oken", StringComparison.Ordinal) => "dGhpcyBpcyBhbiBleGFtcGxlIHRva2VuIG9ubHk",
            _ => "text",
        };

    private static bool Fits(string pattern, string text) => Regex.IsMatch(text, pattern);

    private static InvalidOperationException NoExample(string name, string pattern) =>
        new($"No example is known for \"{name}\" with the pattern {pattern}: put an [Example] on the property.");
}
