using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Makes of a tool call the request that an HTTP client would have sent.</summary>
internal static class ToolRequest
{
    internal static void Fill(HttpContext http, Tool tool, ToolCall call)
    {
        http.User = call.Caller.ToPrincipal();
        http.Features.Set(new FaceFeature(call.Face));
        http.Connection.RemoteIpAddress = call.Origin.Address;
        if (call.Origin.Client is { Length: > 0 } client)
            http.Request.Headers.UserAgent = client;

        var query = new List<KeyValuePair<string, StringValues>>();
        var body = new List<JsonProperty>();
        if (call.Arguments.ValueKind == JsonValueKind.Object)
        {
            foreach (var argument in call.Arguments.EnumerateObject())
                Place(http, tool, argument, query, body);
        }

        http.Request.Scheme = "http";
        http.Request.Host = new HostString("localhost");
        http.Request.Method = tool.Method;
        http.Request.Path = PathOf(tool.Endpoint.RoutePattern, http.Request.RouteValues);
        http.Request.QueryString = QueryString.Create(query);
        if (!tool.ReadsOnly)
            http.Request.Headers[IdempotentAnswers.Header] = call.CallId;
        if (tool.Arguments.BodyType is { } type)
        {
            var bytes = BytesOf(body);
            http.Request.Body = new MemoryStream(bytes, writable: false);
            http.Request.ContentLength = bytes.Length;
            http.Request.ContentType = type;
            http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        }

        http.SetEndpoint(tool.Endpoint);
    }

    private static void Place(
        HttpContext http,
        Tool tool,
        JsonProperty argument,
        List<KeyValuePair<string, StringValues>> query,
        List<JsonProperty> body
    )
    {
        switch (tool.Arguments.Places[argument.Name])
        {
            case ArgumentPlace.Route:
                http.Request.RouteValues[argument.Name] = TextOf(argument.Value);
                break;
            case ArgumentPlace.Query when argument.Value.ValueKind == JsonValueKind.Array:
                query.Add(new(argument.Name, argument.Value.EnumerateArray().Select(TextOf).ToArray()));
                break;
            // Models like to give null for what they leave out; in a query, being absent is how one says that.
            case ArgumentPlace.Query when argument.Value.ValueKind != JsonValueKind.Null:
                query.Add(new(argument.Name, TextOf(argument.Value)));
                break;
            case ArgumentPlace.IfMatch:
                http.Request.Headers.IfMatch = TextOf(argument.Value);
                break;
            case ArgumentPlace.Body:
                body.Add(argument);
                break;
        }
    }

    // As it came: what is wrong with a text in it is for the body's own checks to say.
    private static byte[] BytesOf(List<JsonProperty> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in members)
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };

    private static PathString PathOf(RoutePattern pattern, RouteValueDictionary values) =>
        new(
            "/"
                + string.Join(
                    '/',
                    pattern.PathSegments.Select(segment =>
                        string.Concat(
                            segment.Parts.Select(part =>
                                part switch
                                {
                                    RoutePatternLiteralPart literal => literal.Content,
                                    RoutePatternSeparatorPart separator => separator.Content,
                                    RoutePatternParameterPart parameter => values[parameter.Name] as string,
                                    _ => null,
                                }
                            )
                        )
                    )
                )
        );

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
