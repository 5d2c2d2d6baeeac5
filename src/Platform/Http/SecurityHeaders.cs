using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Http;

/// <summary>Headers on every answer. Pages get their own policy with a nonce; everything else may run and load nothing.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    internal const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Sets what a page needs in place of <see cref="Nothing"/>, and keeps it out of caches.</summary>
    /// <returns>The nonce of this answer alone, for its scripts and styles.</returns>
    internal static string ForPage(HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = PolicyOf(nonce);
        return nonce;
    }

    private static string PolicyOf(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment: the answer to an exception starts from cleared headers and needs them as much.
        http.Response.OnStarting(
            static state =>
            {
                Set((HttpContext)state);
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (http.RequestServices.GetRequiredService<PublicAddress>().IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // A 401 says how to do better (RFC 9110, section 11.6.1). Browsers show no window for this scheme.
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized && headers.WWWAuthenticate.Count == 0)
            headers.WWWAuthenticate = "Bearer";
        // What an operation answers is about one person: no shared cache may keep it.
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/mcp"))
            headers.CacheControl = "no-store";
    }
}
