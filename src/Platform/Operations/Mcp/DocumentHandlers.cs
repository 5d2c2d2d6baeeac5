using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SmartAI.Platform.Documents;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>
/// The documentation of this version as resources. Everybody who may come in may read it, and it is nobody's data, so it is not in the trail. Addresses are
/// laid out like the files, so that the links between pages lead on.
/// </summary>
internal static class DocumentHandlers
{
    internal const string Template = "smartai://docs/{guide}/{page}.md";
    private const string Root = "smartai://docs/";
    private const string Type = "text/markdown";

    /// <summary>It changes with an upgrade only.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromHours(1);

    internal static ValueTask<ListResourcesResult> ListAsync(
        RequestContext<ListResourcesRequestParams> request,
        CancellationToken cancel
    ) =>
        new(
            new ListResourcesResult
            {
                Resources = [.. request.Services!.GetRequiredService<Documentation>().Pages.Select(Describe)],
                TimeToLive = s_freshFor,
                CacheScope = CacheScope.Private,
            }
        );

    internal static ValueTask<ListResourceTemplatesResult> TemplatesAsync(
        RequestContext<ListResourceTemplatesRequestParams> request,
        CancellationToken cancel
    ) =>
        new(
            new ListResourceTemplatesResult
            {
                ResourceTemplates =
                [
                    new ResourceTemplate
                    {
                        UriTemplate = Template,
                        Name = "documentation",
                        Title = "A page of the documentation",
                        Description = "How the platform works, for members, operators and builders.",
                        MimeType = Type,
                    },
                ],
                TimeToLive = s_freshFor,
                CacheScope = CacheScope.Private,
            }
        );

    internal static ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancel) =>
        new(
            new ReadResourceResult
            {
                Contents = [Contents(Find(request))],
                TimeToLive = s_freshFor,
                CacheScope = CacheScope.Private,
            }
        );

    internal static TextResourceContents Contents(DocumentPage page) =>
        new()
        {
            Uri = AddressOf(page),
            MimeType = Type,
            Text = page.Text,
        };

    private static DocumentPage Find(RequestContext<ReadResourceRequestParams> request)
    {
        var address = request.Params.Uri;
        return request.Services!.GetRequiredService<Documentation>().Pages.FirstOrDefault(p => AddressOf(p) == address)
            ?? throw new McpProtocolException(
                "There is no such page; resources/list has them all.",
                // Since that revision a missing resource is a wrong parameter.
                string.CompareOrdinal(request.Server.NegotiatedProtocolVersion, "2026-07-28") >= 0
                    ? McpErrorCode.InvalidParams
                    : McpErrorCode.ResourceNotFound
            )
            {
                Data = { ["uri"] = address },
            };
    }

    private static Resource Describe(DocumentPage page) =>
        new()
        {
            Uri = AddressOf(page),
            Name = $"{page.Guide}/{page.Name}",
            Title = page.Title,
            Description = page.Summary.Length > 0 ? page.Summary : null,
            MimeType = Type,
            Size = Encoding.UTF8.GetByteCount(page.Text),
            // What a member needs concerns everybody.
            Annotations = new Annotations { Audience = [Role.User, Role.Assistant], Priority = page.Guide == "members" ? 0.7f : 0.4f },
        };

    private static string AddressOf(DocumentPage page) => $"{Root}{page.Guide}/{page.Name}.md";
}
