using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>
/// The tools of this installation: every endpoint that says <c>AsTool</c>, with its schemas from the OpenAPI document. Read once, when the server
/// starts; two tools of one name, or an argument that means two things, stop the start.
/// </summary>
public sealed class ToolCatalog(EndpointDataSource endpoints, OperationDocument document)
{
    // Reading the document is asynchronous by its signature only: nothing in it waits.
    private readonly Lazy<(Tool[] Sorted, FrozenDictionary<string, Tool> ByName)> _tools = new(() =>
    {
        var read = Read(endpoints.Endpoints, document.NodeAsync().GetAwaiter().GetResult());
        return ([.. read.OrderBy(t => t.Name, StringComparer.Ordinal)], read.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal));
    });

    /// <summary>All tools, by name.</summary>
    public IReadOnlyList<Tool> All => _tools.Value.Sorted;

    /// <summary>The tools that a person's roles allow.</summary>
    public IReadOnlyList<Tool> For(Caller caller) => [.. All.Where(t => t.IsShownTo(caller))];

    /// <summary>The tool of this name, or null.</summary>
    public Tool? Find(string name) => _tools.Value.ByName.GetValueOrDefault(name);

    internal static IReadOnlyList<Tool> Read(IEnumerable<Endpoint> endpoints, JsonObject document)
    {
        var tools = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (OperationInfo.Of(endpoint) is not { Tool: not null } info)
                continue;
            var tool = Read(endpoint, info, document);
            if (!tools.TryAdd(tool.Name, tool))
            {
                throw new InvalidOperationException(
                    $"Two operations would be the tool {tool.Name}: {tools[tool.Name].Info.Name.Id} and {info.Name.Id}. Give one of them another id."
                );
            }
        }

        return [.. tools.Values];
    }

    private static Tool Read(RouteEndpoint endpoint, OperationInfo info, JsonObject document)
    {
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? HttpMethods.Get;
        if (info.Tool == ToolUse.Read && !HttpMethods.IsGet(method))
            throw new InvalidOperationException(
                $"{info.Name.Id} is a {method} and cannot be a tool that only reads: declare ToolUse.AfterApproval."
            );
        if (info.Access.Shown is null)
            throw new InvalidOperationException($"{info.Name.Id} is open to anybody: a tool is called in somebody's name.");

        var operation =
            (document["paths"]?.AsObject() ?? [])
                .SelectMany(path => path.Value!.AsObject())
                .Where(o => o.Value is JsonObject && (string?)o.Value["operationId"] == info.Name.Id)
                .Select(o => o.Value!.AsObject())
                .FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"{info.Name.Id} is a tool but not in the OpenAPI document. A handler that takes nothing but HttpContext is not described: give it what it uses."
            );
        var schemas = new ToolSchemas(document);
        var arguments = ToolArguments.Read(
            info.Name.Id,
            operation,
            schemas,
            isList: endpoint.Metadata.GetMetadata<ListParameters>() is not null
        );
        return new Tool(info, method, endpoint, arguments)
        {
            Description = (string?)operation["description"] ?? info.Name.Summary,
            Input = schemas.Close(arguments.Schema),
            Output = schemas.OutputOf(operation),
        };
    }
}
