using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Tokens;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;

namespace SmartAI.Identity.Access;

/// <summary>Reads the credential of a request. Where Authorization is sent the cookie is not looked at, so that a program never acts with a person's session.</summary>
internal sealed class CallerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    CallerFinder finder,
    SessionCookie cookie
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    internal const string SchemeName = "smartai";

    // What is longer was not made by us; hashing it would be work for nothing.
    private const int Longest = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
            return await FromTokenAsync(authorization) is { } program ? Success(program) : AuthenticateResult.NoResult();

        if (
            cookie.Read(Request) is not { Length: <= Longest } secret
            || await finder.BySessionAsync(secret, Context.RequestAborted) is not { } caller
        )
            return AuthenticateResult.NoResult();
        Context.Features.Set(new CookieCredential(secret));
        return Success(caller);
    }

    private Task<Caller?> FromTokenAsync(string authorization)
    {
        const string bearer = "Bearer ";
        var token = authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..].Trim() : "";
        return token.StartsWith(AccessToken.Prefix, StringComparison.Ordinal) && token.Length <= Longest
            ? finder.ByTokenAsync(token, Context.RequestAborted)
            : Task.FromResult<Caller?>(null);
    }

    private AuthenticateResult Success(Caller caller) =>
        AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(), Scheme.Name));
}
