using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Http;

/// <summary>
/// Refuses a Host that is not the public address, so that no link, cookie or cache entry can be made for a stranger's name. Probes ask by address and are
/// let through to the health operations only.
/// </summary>
internal sealed class HostFilter(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, PublicAddress address)
    {
        var host = http.Request.Host;
        if (address.IsFor(host) || http.Request.Path.StartsWithSegments("/health"))
            return next(http);
        return PlatformErrors.UnknownHost.ToProblem().ExecuteAsync(http);
    }
}
