using System.Security.Cryptography;
using Scalar.AspNetCore;
using SmartAI.Platform.Http;

namespace SmartAI.Server.Web;

/// <summary>The API explorer at <c>/docs</c>: Scalar, from its package, with our nonce and without fonts or calls from elsewhere.</summary>
internal static class Explorer
{
    internal static void MapExplorer(this WebApplication app) =>
        app.MapScalarApiReference(
                "/docs",
                (options, http) =>
                {
                    var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
                    http.Response.Headers.CacheControl = "no-store";
                    http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ForStyledPage(nonce);
                    options
                        .WithTitle("SmartAIPlatForm API")
                        .WithOpenApiRoutePattern("/openapi/{documentName}.json")
                        .DisableDefaultFonts()
                        .DisableTelemetry();
                    // Scalar's zod compiles no code where it is told so before it starts.
                    options.AddHeadContent($$"""<script nonce="{{nonce}}">globalThis.__zod_globalConfig = { jitless: true }</script>""");
                    options.WithNonce(nonce).DisableAgent().DisableMcp();
                }
            )
            .AllowAnonymous();
}
