using Scalar.AspNetCore;
using SmartAI.Platform.Http;

namespace SmartAI.Server.Web;

/// <summary>The API explorer at <c>/docs</c>: Scalar, from its package, with our nonce and without fonts or calls from elsewhere.</summary>
internal static class Explorer
{
    private static readonly string Script = ReadScript();

    internal static void MapExplorer(this WebApplication app) =>
        app.MapScalarApiReference(
                "/docs",
                (options, http) =>
                {
                    var nonce = SecurityHeaders.ForPage(http);
                    options
                        .WithTitle("SmartAIPlatForm API")
                        .WithOpenApiRoutePattern("/openapi/{documentName}.json")
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideDeveloperTools()
                        .HideClientButton()
                        .WithNonce(nonce);
                    // The bundle reads the nonce of its own style sheet here.
                    options.AddHeadContent($"""<meta property="csp-nonce" content="{nonce}"><script nonce="{nonce}">{Script}</script>""");
                }
            )
            .AllowAnonymous();

    private static string ReadScript()
    {
        using var resource = typeof(Explorer).Assembly.GetManifestResourceStream("explorer.js")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
