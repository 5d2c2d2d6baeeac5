using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document of this installation: made once, on first use, from the endpoints as they were declared. The tools, the web app's typed
/// client and the explorer are made from it too, so no truth about an operation is kept twice.
/// </summary>
public sealed class OperationDocument([FromKeyedServices(OperationDocument.Name)] IOpenApiDocumentProvider provider)
{
    internal const string Name = "v1";
    private readonly Lazy<Task<string>> _json = new(async () =>
    {
        var document = await provider.GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    });

    /// <summary>The document as it is served. Only after all endpoints are mapped: the server's start takes care of that.</summary>
    public Task<string> JsonAsync() => _json.Value;

    internal async Task<JsonObject> NodeAsync() => JsonNode.Parse(await JsonAsync())!.AsObject();
}

/// <summary>Wires the document into the server.</summary>
public static class OperationDocumentEndpoint
{
    /// <summary>Registers the document. Only endpoints with an <see cref="OperationName"/> are in it.</summary>
    public static IServiceCollection AddOperationDocument(this IServiceCollection services) =>
        services
            .AddSingleton<OperationDocument>()
            .AddOpenApi(
                OperationDocument.Name,
                options =>
                {
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<OperationName>().Any();
                    options.CreateSchemaReferenceId = new SchemaNames().Of;
                    options.AddSchemaTransformer(SchemaDetails.TransformAsync);
                    options.AddOperationTransformer(OperationDetails.TransformAsync);
                    options.AddDocumentTransformer(DocumentFrame.TransformAsync);
                }
            );

    /// <summary>
    /// Serves the document at <c>/openapi/v1.json</c> to anybody. From memory: making it costs a hundred times what sending it does, and nobody has to
    /// sign in to ask.
    /// </summary>
    public static IEndpointConventionBuilder MapOperationDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                $"/openapi/{OperationDocument.Name}.json",
                async (OperationDocument document) => TypedResults.Text(await document.JsonAsync(), "application/json")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
}
