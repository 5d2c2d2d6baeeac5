using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Modules;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>Everything about one endpoint that the document tells.</summary>
internal sealed record DescribedOperation(OperationInfo Info, string Method, EndpointMetadataCollection Metadata)
{
    internal bool IsAnonymous => Info.Access.Shown is null;
    internal bool Reads => HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method);
    internal ListParameters? List => Metadata.GetMetadata<ListParameters>();
    internal bool TakesIfMatch => Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(p => p.ParameterType == typeof(IfMatch)) ?? false;
    internal bool NeedsIfMatch => TakesIfMatch && (HttpMethods.IsPatch(Method) || HttpMethods.IsPut(Method));

    /// <summary>As <see cref="IdempotentAnswers"/> decides it: a claim stands in the change's own transaction, so there has to be one.</summary>
    internal bool TakesIdempotencyKey =>
        HttpMethods.IsPost(Method)
        && !IsAnonymous
        && Metadata.GetMetadata<ChangesThrough>() is not null
        && Metadata.GetMetadata<OwnTransaction>() is null;

    internal static DescribedOperation? Of(string? method, IEnumerable<object> metadata)
    {
        var collection = new EndpointMetadataCollection(metadata);
        return OperationInfo.Of(new Endpoint(null, collection, null)) is { } info
            ? new DescribedOperation(info, method ?? "GET", collection)
            : null;
    }
}

/// <summary>Puts what was declared about an operation into its part of the document.</summary>
internal static class OperationDetails
{
    internal static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var description = context.Description;
        if (DescribedOperation.Of(description.HttpMethod, description.ActionDescriptor.EndpointMetadata) is not { } described)
            return Task.CompletedTask;

        var (name, access, _, tool) = described.Info;
        operation.OperationId = name.Id;
        operation.Summary = name.Summary;
        operation.Description = Describe(described, context.ApplicationServices.GetService<ModuleCatalog>());
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions["x-permission"] = new JsonNodeExtension(
            access.Shown is { } shown ? JsonValue.Create(shown) : JsonNullSentinel.JsonNull
        );
        if (tool is { } use)
            operation.Extensions["x-tool"] = new JsonNodeExtension(JsonValue.Create(use == ToolUse.Read ? "read" : "after-approval"));

        operation.Security = described.IsAnonymous
            ? []
            :
            [
                new() { [new OpenApiSecuritySchemeReference(DocumentFrame.Session, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(DocumentFrame.Bearer, context.Document)] = [] },
            ];
        OperationParameters.Complete(operation, described);
        OperationAnswers.Complete(operation, described, context.Document!);
        return Task.CompletedTask;
    }

    private static string Describe(DescribedOperation described, ModuleCatalog? modules)
    {
        var (name, access, _, tool) = described.Info;
        var permission = modules?.Permissions.FirstOrDefault(p => p.Name == access.Permission);
        var who = access switch
        {
            { Permission: { } needed } => permission is null
                ? $"Needs the permission `{needed}`."
                : $"Needs the permission `{needed}`: {permission.Description}",
            { Self: true } => "Open to every signed-in person, on their own account.",
            _ => "Open to anybody.",
        };
        var offered = tool switch
        {
            ToolUse.Read => " Offered as a tool that runs at once.",
            ToolUse.AfterApproval => " Offered as a tool; the assistant asks the person before it runs.",
            _ => "",
        };
        return $"{name.Description ?? name.Summary.TrimEnd('.') + "."}\n\n{who}{offered}";
    }
}
