using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace SmartAI.Platform.Http;

/// <summary>
/// Answers HEAD with what GET would say, without its body (RFC 9110, section 9.3.2): monitors and link checkers ask that way. The server itself leaves the
/// body out, going by the method that came over the wire. An event stream has no end to wait for and keeps to GET.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    private const string Refused = "refused";
    private static readonly object s_wasHead = new();

    public Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Items[s_wasHead] = true;
        }

        http.Response.OnStarting(
            static state =>
            {
                NameHead((HttpContext)state);
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }

    /// <summary>Routing's own list knows nothing of HEAD.</summary>
    private static void NameHead(HttpContext http)
    {
        var methods = http.Response.Headers.Allow.ToString().Split(", ");
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head) && http.Items[s_wasHead] is not Refused)
            http.Response.Headers.Allow = string.Join(", ", methods.Append(HttpMethods.Head).Order(StringComparer.Ordinal));
    }

    /// <summary>After routing: refuses what would never end.</summary>
    internal static Task RefuseStreamsAsync(HttpContext http, RequestDelegate next)
    {
        if (
            http.Items.ContainsKey(s_wasHead)
            && http.GetEndpoint() is { } endpoint
            && endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => answer.ContentTypes.Contains("text/event-stream"))
        )
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed; // becomes problem details on its way out
            http.Response.Headers.Allow = HttpMethods.Get;
            http.Items[s_wasHead] = Refused;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
