using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Architecture.Tests.Operations;

/// <summary>Rule 5: what every endpoint has to say about itself. An endpoint that says nothing is reported, and so is one that says too little.</summary>
internal static class OperationRules
{
    /// <summary>What anybody may ask for besides operations: the web app, its API explorer, the API document and what its errors mean.</summary>
    private static readonly string[] OpenPages = ["/docs", "/docs/{documentName?}", "/docs/errors", "/openapi/v1.json", "{*path:nonfile}"];

    internal static IReadOnlyList<string> Violations(IReadOnlyList<RouteEndpoint> endpoints, IReadOnlyList<IModule> modules)
    {
        var operations = endpoints.Select(e => (Endpoint: e, Info: OperationInfo.Of(e))).ToList();
        return
        [
            .. operations.Where(o => o.Info is null).SelectMany(o => Undeclared(o.Endpoint)),
            .. operations.Where(o => o.Info is not null).SelectMany(o => Declared(o.Endpoint, o.Info!, modules)),
            .. operations
                .Where(o => o.Info is not null)
                .GroupBy(o => o.Info!.Name.Id)
                .Where(g => g.Count() > 1)
                .Select(g => $"{g.Key} is the id of {g.Count()} operations."),
        ];
    }

    private static IEnumerable<string> Undeclared(RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.RawText ?? "";
        if (route.TrimStart('/').StartsWith("api/", StringComparison.OrdinalIgnoreCase))
            yield return $"{route} is no operation: give it Operation, and Requires, RequiresSelf or AllowsAnyone.";
        else if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsOpenPage(route))
            yield return $"{route} is open to anybody without a reason.";
    }

    private static IEnumerable<string> Declared(RouteEndpoint endpoint, OperationInfo info, IReadOnlyList<IModule> modules)
    {
        var (id, access) = (info.Name.Id, info.Access);
        var module = modules.SingleOrDefault(m => id.StartsWith(m.Name + ".", StringComparison.Ordinal));
        if (module is null)
            yield return $"{id} begins with no module's name.";
        if (string.IsNullOrWhiteSpace(info.Name.Summary) || info.Name.Summary.EndsWith('.'))
            yield return $"{id} needs a summary, without a full stop.";

        if (new[] { access.Permission is not null, access.Self, access.AnonymousBecause is not null }.Count(says => says) != 1)
            yield return $"{id} has to mean exactly one of a permission, oneself and anybody.";
        if (access.AnonymousBecause is { } because && string.IsNullOrWhiteSpace(because))
            yield return $"{id} is open to anybody without a reason.";
        if (access.AnonymousBecause is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            yield return $"{id} asks for somebody and lets anybody in.";
        if (access.AnonymousBecause is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            yield return $"{id} declares who may call and does not ask for it.";
        if (access.Permission is { } permission && module?.Permissions.Any(p => p.Name == permission) != true)
            yield return $"{id} asks for {permission}, which its module does not declare.";

        // Anonymous callers have no entry with a target: theirs are counted.
        if (access.AnonymousBecause is null && endpoint.RoutePattern.Parameters.Count > 0 && info.Target is null)
            yield return $"{id} is about one thing by its route and does not say of what type: Addresses.";
        foreach (var part in info.Target?.Parameters.Where(p => endpoint.RoutePattern.GetParameter(p) is null) ?? [])
            yield return $"{id} addresses {info.Target!.Type} by {part}, which its route does not have.";

        foreach (
            var error in info.Errors.Where(e => !modules.SelectMany(m => m.Errors).Concat(Platform.Errors.PlatformErrors.All).Contains(e))
        )
            yield return $"{id} fails with {error.Code}, which neither its module nor the kernel declares.";

        var refused = endpoint.Metadata.GetMetadata<NoTool>();
        if (access.AnonymousBecause is null && (info.Tool is null) == (refused is null))
            yield return $"{id} has to say either AsTool or NotATool with a reason.";
        if (refused is not null && string.IsNullOrWhiteSpace(refused.Because))
            yield return $"{id} is no tool without a reason.";
    }

    private static bool IsOpenPage(string route) =>
        OpenPages.Any(page => route.TrimStart('/') == page.TrimStart('/'))
        || route.TrimStart('/').StartsWith("docs/", StringComparison.Ordinal);
}
