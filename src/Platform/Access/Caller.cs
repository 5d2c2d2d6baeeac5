using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Access;

/// <summary>Who runs an operation, with what rights, through which face. A handler asks for it as a parameter.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Name">The display name at the time of the call.</param>
/// <param name="Face">The way the call came in.</param>
/// <param name="Granted">The permissions that the person's roles give.</param>
/// <param name="Scopes">What the token narrows them to; null where no token does.</param>
/// <param name="CredentialId">The session or token that the call came with.</param>
public sealed record Caller(Guid UserId, string Name, Face Face, FrozenSet<string> Granted, FrozenSet<string>? Scopes, Guid CredentialId)
{
    /// <summary>The names of the person's roles: what a tool's policy is looked up by. Rights are asked by <see cref="May(Permission)"/>.</summary>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    /// <summary>True if roles grant the permission and the token, if any, carries it.</summary>
    public bool May(Permission permission) => May(permission.Name);

    /// <inheritdoc cref="May(Permission)"/>
    public bool May(string permission) => Granted.Contains(permission) && (Scopes?.Contains(permission) ?? true);

    /// <summary>The rights in force: the roles' permissions, narrowed by the token's scopes.</summary>
    public IEnumerable<string> Effective => Granted.Where(May);

    /// <summary>The caller of this request, or null for nobody.</summary>
    public static Caller? Of(HttpContext context) => (context.User.Identity as CallerIdentity)?.Caller;

    /// <summary>The principal that carries this caller through a request.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new CallerIdentity(this));
}

/// <summary>The faces of an operation, as the audit trail names them.</summary>
public enum Face
{
    Web,
    Token,
    Api,
    Assistant,
    Mcp,
    Cli,
    Job,
}

/// <summary>Carries a <see cref="Caller"/> where ASP.NET Core expects an identity.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity("SmartAI")
{
    public Caller Caller { get; } = caller;

    public override string? Name => Caller.Name;
}
