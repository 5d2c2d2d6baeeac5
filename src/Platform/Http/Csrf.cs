using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Http;

/// <summary>
/// Protects callers who come with a cookie: a changing request must carry a header that only the web app's own pages can know (OWASP, signed
/// double-submit bound to the session), and its Origin, where sent, must be ours. Anonymous changes (sign-in, sign-up, setup) need the Origin only.
/// </summary>
internal sealed class Csrf(RequestDelegate next)
{
    internal const string Header = "X-CSRF-Token";

    public Task InvokeAsync(HttpContext http, PublicAddress address)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
            return next(http);
        var caller = Caller.Of(http);
        if (caller is { Face: not Face.Web })
            return next(http);
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !address.IsOrigin(origin))
            return PlatformErrors.Csrf.ToProblem("The request comes from another origin.").ExecuteAsync(http);
        if (caller is null || http.Features.Get<CookieCredential>() is not { } cookie)
            return next(http);

        var sent = Encoding.UTF8.GetBytes(http.Request.Headers[Header].ToString());
        return CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(cookie.AntiforgeryToken))
            ? next(http)
            : PlatformErrors.Csrf.ToProblem().ExecuteAsync(http);
    }
}

/// <summary>Set by authentication where the caller came with a session cookie.</summary>
/// <param name="Secret">The cookie's value.</param>
public sealed record CookieCredential(string Secret)
{
    /// <summary>Derived from the session's secret: nothing to store, worthless without the cookie, gone with the session.</summary>
    public string AntiforgeryToken =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), "antiforgery"u8));
}
