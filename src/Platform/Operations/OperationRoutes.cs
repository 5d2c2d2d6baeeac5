using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartAI.Platform.Operations;

/// <summary>
/// Maps a group's operations as the framework's methods of the same names do, but builds what binds, validates and answers at the first call and not at the
/// start: for all operations together it took the compiler longer than everything else before readiness (docs/decisions/0046). Preferred by overload
/// resolution on a group, so that no slice has to know.
/// </summary>
public static class OperationRoutes
{
    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapGet(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapGet(this RouteGroupBuilder group, string pattern, Delegate handler) =>
        Map(group, HttpMethods.Get, pattern, handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPost(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPost(this RouteGroupBuilder group, string pattern, Delegate handler) =>
        Map(group, HttpMethods.Post, pattern, handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPut(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPut(this RouteGroupBuilder group, string pattern, Delegate handler) =>
        Map(group, HttpMethods.Put, pattern, handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPatch(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPatch(this RouteGroupBuilder group, string pattern, Delegate handler) =>
        Map(group, HttpMethods.Patch, pattern, handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapDelete(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapDelete(this RouteGroupBuilder group, string pattern, Delegate handler) =>
        Map(group, HttpMethods.Delete, pattern, handler);

    private static RouteHandlerBuilder Map(RouteGroupBuilder group, string method, string pattern, Delegate handler) =>
        RouteHandlerServices.Map(group, pattern, handler, [method], Infer, AtFirstCall);

    // What describes the operation is read at the start as ever: a handler whose parameters cannot be bound stops the start.
    private static RequestDelegateMetadataResult Infer(MethodInfo method, RequestDelegateFactoryOptions? options) =>
        RequestDelegateFactory.InferMetadata(method, options);

    private static RequestDelegateResult AtFirstCall(
        Delegate handler,
        RequestDelegateFactoryOptions options,
        RequestDelegateMetadataResult? inferred
    )
    {
        var built = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, inferred).RequestDelegate);
        return new RequestDelegateResult(http => built.Value(http), inferred?.EndpointMetadata ?? []);
    }
}
