using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartAI.Testing;

/// <summary>
/// The committed OpenAPI document, held against every request that a test makes and every answer that it gets: what the document promises is what happens.
/// </summary>
internal static partial class Contract
{
    /// <summary>Asked of the connection, not of an operation.</summary>
    private const string BeforeAnyOperation = "request.unknown_host";

    private static readonly Lazy<JsonObject> s_document = new(() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "web", "openapi.json")))!.AsObject()
    );

    private static readonly Lazy<Known[]> s_operations = new(() =>
        [
            // A name before a parameter: /deliveries/refused-addresses is not the delivery of that id.
            .. s_document.Value["paths"]!
                .AsObject()
                .OrderBy(path => path.Key.Count(c => c == '{'))
                .SelectMany(
                    path => path.Value!.AsObject(),
                    (path, operation) => new Known(operation.Key, Template(path.Key), operation.Value!.AsObject())
                ),
        ]
    );

    private sealed record Known(string Method, Regex Path, JsonObject Operation);

    /// <summary>Fails the test where an answer, or a request that was taken, is not as the document says.</summary>
    internal static async Task CheckAsync(HttpRequestMessage request, Answer answer)
    {
        var path = request.RequestUri!.AbsolutePath;
        var operations = s_operations.Value.Where(o => o.Path.IsMatch(path)).ToList();
        if (operations.Find(o => o.Method.Equals(request.Method.Method, StringComparison.OrdinalIgnoreCase)) is not { } known)
            return;
        var wrong = new List<string>();
        var responses = known.Operation["responses"]!.AsObject();
        var declared = Resolved(responses[$"{answer.Status}"]) ?? (answer.Status >= 400 ? Resolved(responses["default"]) : null);
        if (declared is null)
            wrong.Add($"the status {answer.Status} is not declared");
        else
            CheckBody(declared, answer, wrong);
        if (answer.Status < 300 && request.Content is { } sent && sent.Headers.ContentType?.MediaType == "application/json")
            CheckSent(known.Operation, JsonNode.Parse(await sent.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), wrong);
        wrong.ShouldBeEmpty($"{request.Method} {path} is not as its document says. Answer {answer.Status}: {Shortened(answer.Body)}");
    }

    private static void CheckBody(JsonObject declared, Answer answer, List<string> wrong)
    {
        var type = answer.ContentHeaders.ContentType?.MediaType;
        var content = declared["content"]?.AsObject();
        if (answer.Bytes.Length == 0 && (content is null || answer.Status == 304))
            return;
        // The document names the character set as well: "text/csv; charset=utf-8".
        if (type is null || content is null || content.FirstOrDefault(c => c.Key.Split(';')[0] == type).Value is not JsonObject media)
        {
            wrong.Add($"the body's type {type ?? "(none)"} is not declared for {answer.Status}");
            return;
        }

        if (!(type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal)) || media["schema"] is not { } schema)
            return;
        JsonShape.Check(s_document.Value, schema, JsonNode.Parse(answer.Bytes), "", wrong);
        if (answer.Code is { } code and not BeforeAnyOperation && media["examples"] is JsonObject known && !known.ContainsKey(code))
            wrong.Add($"the code {code} is not declared for {answer.Status}");
    }

    private static void CheckSent(JsonObject operation, JsonNode? body, List<string> wrong)
    {
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
            JsonShape.Check(s_document.Value, schema, body, "request ", wrong);
    }

    private static JsonObject? Resolved(JsonNode? response) =>
        (string?)response?["$ref"] is { } at ? JsonShape.At(s_document.Value, at).AsObject() : response?.AsObject();

    private static Regex Template(string path) =>
        new(
            "^" + Parameter().Replace(Regex.Escape(path).Replace("}", "\\}", StringComparison.Ordinal), "[^/]+") + "$",
            RegexOptions.Compiled
        );

    private static string Shortened(string text) => text.Length > 2000 ? text[..2000] : text;

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "SmartAI.slnx")))
            at = at.Parent ?? throw new DirectoryNotFoundException("Not below the repository.");
        return at.FullName;
    }

    [GeneratedRegex(@"\\\{[^/]+?\\\}")]
    private static partial Regex Parameter();
}
