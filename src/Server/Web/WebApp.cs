using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using SmartAI.Platform.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Web;

/// <summary>The built web app: files that never change under their name, and one page that carries a fresh nonce.</summary>
internal sealed class WebApp
{
    private const string Placeholder = "__CSP_NONCE__";
    private readonly string[] _page;

    public WebApp(ServerSettings settings)
    {
        var root = Path.GetFullPath(settings.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var index = Path.Combine(root, "index.html");
        IsBuilt = File.Exists(index);
        Files = IsBuilt ? new PhysicalFileProvider(root) : new NullFileProvider();
        _page = (
            IsBuilt
                ? File.ReadAllText(index)
                : "<!doctype html><title>SmartAIPlatForm</title><p>The web app is not built. Run: make build</p>"
        ).Split(Placeholder);
    }

    internal bool IsBuilt { get; }
    internal IFileProvider Files { get; }

    internal Task WriteAsync(HttpContext http)
    {
        // Whoever asks by program, such as a smoke test, must not take the notice for the app.
        if (!IsBuilt)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var nonce = SecurityHeaders.ForPage(http);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(string.Join(nonce, _page), Encoding.UTF8, http.RequestAborted);
    }
}

internal static class WebAppExtensions
{
    internal static IApplicationBuilder UseWebFiles(this IApplicationBuilder app)
    {
        var web = app.ApplicationServices.GetRequiredService<WebApp>();
        // index.html is a page with a nonce, never a file.
        return app.UseWhen(
            http => !http.Request.Path.Value!.EndsWith("/index.html", StringComparison.OrdinalIgnoreCase),
            files =>
                files.UseStaticFiles(
                    new StaticFileOptions
                    {
                        FileProvider = web.Files,
                        ContentTypeProvider = new FileExtensionContentTypeProvider(),
                        OnPrepareResponse = file =>
                            file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets")
                                ? "public, max-age=31536000, immutable"
                                : "no-cache",
                    }
                )
        );
    }

    /// <summary>
    /// Answers what no operation stands behind: pages, whose addresses the web app's own router decides about, and what routing refused. Not a fallback
    /// route: that would match every method and content type, and a wrong one would be 404 where 405 or 415 tells what is wrong.
    /// </summary>
    internal static IApplicationBuilder UseWebPages(this IApplicationBuilder app)
    {
        var web = app.ApplicationServices.GetRequiredService<WebApp>();
        return app.Use(
            (http, next) =>
                http.GetEndpoint() switch
                {
                    // Routing's own 405 and 415 say nothing about who may call: authorization would take them for something forbidden.
                    { Metadata.Count: 0, RequestDelegate: { } refuse } => refuse(http),
                    not null => next(http),
                    _ => IsPage(http.Request) ? web.WriteAsync(http) : NotFoundAsync(http),
                }
        );
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !IsOurs(request.Path)
        && (!IsFile(request.Path.Value!) || AsksForPage(request));

    /// <summary>Names of things have dots (a schedule's, <c>approvals.expire</c>): what tells a page from a missing file is what the browser wants to show.</summary>
    private static bool AsksForPage(HttpRequest request) => request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    private static bool IsFile(string path) => path.AsSpan(path.LastIndexOf('/') + 1).Contains('.');

    private static bool IsOurs(PathString path) =>
        Array.Exists(
            ["/api", "/mcp", "/connect", "/openapi", "/health", "/.well-known", "/assets"],
            prefix => path.StartsWithSegments(prefix)
        );

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound; // becomes problem details on its way out
        return Task.CompletedTask;
    }
}
