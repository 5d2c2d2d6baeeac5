using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Http;

/// <summary>The raw JSON of a request, read once: bound by the endpoint, hashed for idempotency.</summary>
internal sealed record JsonBody(byte[] Bytes);

/// <summary>
/// Reads a JSON body whole and refuses what must not reach a handler: more than 1 MB, nesting over 32, malformed text, a member named twice, NUL (which
/// PostgreSQL cannot store) and lone surrogates (which are not text, RFC 8259 section 8.2).
/// </summary>
internal sealed class JsonBodyMiddleware(RequestDelegate next)
{
    internal const int MaxBytes = 1024 * 1024;
    private const int MaxDepth = 32;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType() || http.Request.ContentLength == 0)
        {
            await next(http);
            return;
        }

        if (Unreadable(http.Request) is { } reason)
        {
            await PlatformErrors.UnsupportedType.ToProblem(reason).ExecuteAsync(http);
            return;
        }

        // JSON is UTF-8 (RFC 8259, section 8.1). What is checked here as that must not be read as something else further in.
        if (MediaTypeHeaderValue.Parse(http.Request.ContentType).Charset is { Length: > 0 } charset && !IsUtf8(charset))
        {
            await PlatformErrors.UnsupportedType.ToProblem("JSON is taken in UTF-8 only.").ExecuteAsync(http);
            return;
        }

        if (await ReadAsync(http) is not { } bytes)
        {
            await PlatformErrors.TooLarge.ToProblem().ExecuteAsync(http);
            return;
        }

        if (bytes.Length > 0 && Check(bytes) is { } error)
        {
            await error.ToProblem().ExecuteAsync(http);
            return;
        }

        http.Features.Set(new JsonBody(bytes));
        http.Request.Body = new MemoryStream(bytes, writable: false);
        http.Request.ContentLength = bytes.Length;
        await next(http);
    }

    /// <summary>
    /// JSON in a wrapping that means something else. A JSON Patch (RFC 6902), for one, is a list of commands and not the state that it would be taken for.
    /// </summary>
    private static string? Unreadable(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && coding != "identity")
            return "A body is taken as it is, without a content coding.";
        var type = MediaTypeHeaderValue.Parse(request.ContentType).MediaType;
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return null;
        var isMergePatch =
            HttpMethods.IsPatch(request.Method) && type.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase);
        return isMergePatch ? null : "Bodies are application/json; a PATCH may be application/merge-patch+json.";
    }

    private static bool IsUtf8(StringSegment charset) =>
        HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBytes)
            return null;
        using var buffer = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static Error? Check(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var members = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        members.Push(new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                        break;
                    case JsonTokenType.EndObject:
                        members.Pop();
                        break;
                    // Binding ignores case, so two members that differ only in case would overwrite each other unseen.
                    case JsonTokenType.PropertyName when !members.Peek().Add(reader.GetString()!):
                        return PlatformErrors.DuplicateMember;
                    case JsonTokenType.PropertyName
                    or JsonTokenType.String when reader.GetString()!.Contains('\0', StringComparison.Ordinal):
                        return PlatformErrors.InvalidText;
                }
            }
        }
        catch (JsonException)
        {
            return PlatformErrors.MalformedJson;
        }
        catch (InvalidOperationException)
        {
            // GetString on an escaped lone surrogate, or on bytes that are not UTF-8.
            return PlatformErrors.InvalidText;
        }

        return null;
    }
}
