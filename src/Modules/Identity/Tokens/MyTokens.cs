using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Tokens;

/// <summary>One's own personal access tokens: listed, made and revoked. The secret is in the answer that makes it and nowhere else.</summary>
internal static class MyTokens
{
    internal sealed record CreateTokenRequest(
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*")] string Name,
        [property: Length(1, 200)] string[] Scopes,
        [property: Range(1, 365)] int ExpiresInDays
    );

    private static readonly ListOf<AccessToken, MyToken> Tokens = ListOf<AccessToken, MyToken>
        .By(t => t.Id, t => new MyToken(t.Id, t.Name, t.Scopes, t.CreatedAt, t.ExpiresAt, t.LastUsedAt))
        .Scope(caller => caller.UserId, (token, me) => token.UserId == me)
        .Sort("createdAt", t => t.CreatedAt);

    internal static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/tokens", (ListRequest list, IdentityDb db, CancellationToken cancel) => Tokens.AnswerAsync(list, db, cancel))
            .Operation("identity.me.tokens.list", "List your personal access tokens")
            .RequiresSelf()
            .AnswersList(Tokens)
            .AsTool(ToolUse.Read);
        me.MapPost("/tokens", CreateAsync)
            .Operation("identity.me.tokens.create", "Make a personal access token")
            .RequiresSelf()
            .Fails(IdentityErrors.UnknownScope, IdentityErrors.SessionNeeded)
            .NotATool("Its answer is a secret, which belongs in no conversation.");
        me.MapDelete("/tokens/{id:guid}", RevokeAsync)
            .Operation("identity.me.tokens.revoke", "Revoke one of your personal access tokens")
            .RequiresSelf()
            .Addresses(IdentityAudit.Token)
            .Fails(IdentityErrors.TokenNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Created<CreatedToken>, ProblemHttpResult>> CreateAsync(
        CreateTokenRequest request,
        Caller caller,
        IdentityDb db,
        ModuleCatalog modules,
        OperationContext operation,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        // A token that could make tokens would hand itself the scopes that it was not given.
        if (caller.Face != Face.Web)
            return IdentityErrors.SessionNeeded.ToProblem();
        var known = modules.Permissions.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = Array.FindIndex(request.Scopes, s => !known.Contains(s));
        if (unknown >= 0)
            return IdentityErrors.UnknownScope.OnField($"/scopes/{unknown}");

        var now = clock.GetUtcNow();
        var secret = AccessToken.Prefix + Ids.NewSecret();
        var token = new AccessToken
        {
            Id = Ids.New(clock),
            UserId = caller.UserId,
            Name = request.Name.Trim(),
            SecretHash = Ids.Hash(secret),
            Scopes = [.. request.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            CreatedAt = now,
            ExpiresAt = now.AddDays(request.ExpiresInDays),
        };
        db.Add(token);
        db.Audit(IdentityAudit.TokenCreated, token.Id, token.Name);
        db.RaiseNotification(
            IdentityNotifications.TokenCreated,
            NotificationTo.Person(caller.UserId),
            "/me/tokens",
            ("time", now),
            ("name", token.Name),
            ("address", operation.Address ?? "")
        );
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/v1/me/tokens/{token.Id}", new CreatedToken(token.Id, secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id,
        Caller caller,
        IdentityDb db,
        CancellationToken cancel
    )
    {
        var token = await db.Tokens.SingleOrDefaultAsync(t => t.Id == id && t.UserId == caller.UserId, cancel);
        if (token is null)
            return IdentityErrors.TokenNotFound.ToProblem();
        db.Remove(token);
        db.Audit(IdentityAudit.TokenRevoked, token.Id, token.Name);
        await db.SaveChangesAsync(cancel);
        await db.ForgetCallerAsync(caller.UserId, cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>A token without its secret.</summary>
internal sealed record MyToken(
    Guid Id,
    string Name,
    string[] Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>The token, shown this once.</summary>
internal sealed record CreatedToken(Guid Id, string Token);
