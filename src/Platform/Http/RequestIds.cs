using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Http;

/// <summary>Puts the trace id (W3C Trace Context) on every answer as <c>X-Request-Id</c>, so that a person can quote it.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var http = (HttpContext)state;
                http.Response.Headers["X-Request-Id"] = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }
}
