using System.Net.Http.Headers;
using System.Text.Json;

namespace SmartAI.Testing;

/// <summary>An answer, read whole.</summary>
public sealed class Answer
{
    private readonly Lazy<JsonElement> _json;

    private Answer(HttpResponseMessage response, byte[] bytes)
    {
        (Status, Bytes, Headers, ContentHeaders) = ((int)response.StatusCode, bytes, response.Headers, response.Content.Headers);
        _json = new(() => JsonDocument.Parse(Bytes).RootElement);
    }

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The body.</summary>
    public byte[] Bytes { get; }

    /// <summary>The headers of the answer.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The headers of its body.</summary>
    public HttpContentHeaders ContentHeaders { get; }

    /// <summary>The body as text.</summary>
    public string Body => System.Text.Encoding.UTF8.GetString(Bytes);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => _json.Value;

    /// <summary>The entries of a page.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>The next page's cursor; null at the end.</summary>
    public string? Next => Json.GetProperty("next").GetString();

    /// <summary>The stable code of problem details; null for anything else.</summary>
    public string? Code =>
        ContentHeaders.ContentType?.MediaType == "application/problem+json" && Json.TryGetProperty("code", out var code)
            ? code.GetString()
            : null;

    /// <summary>The entity tag, or an empty text.</summary>
    public string ETag => Headers.ETag?.ToString() ?? "";

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join("\n", values) : null;

    /// <summary>A text member of the body.</summary>
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>An id in the body.</summary>
    public Guid Id => Json.GetProperty("id").GetGuid();

    /// <summary>The error codes on one field of a refused body.</summary>
    public IReadOnlyList<string?> FieldCodes(string pointer) =>
        Json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(pointer, out var field)
            ? [.. field.EnumerateArray().Select(e => e.GetProperty("code").GetString())]
            : [];

    /// <summary>Fails with the whole answer if its status is another.</summary>
    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }

    /// <summary>Fails unless it is problem details of this status and code, complete as the contract says.</summary>
    public Answer ShouldFail(int status, string code)
    {
        $"{Status} {Code}".ShouldBe($"{status} {code}", Body);
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        Json.GetProperty("traceId").GetString().ShouldNotBeNullOrWhiteSpace();
        return this;
    }

    /// <summary>Fails unless the body was refused for this code on this field.</summary>
    public Answer ShouldRefuseField(string pointer, string code)
    {
        ShouldFail(422, "request.validation_failed");
        FieldCodes(pointer).ShouldContain(code, Body);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Body}";

    internal static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
}
