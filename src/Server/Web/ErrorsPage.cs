using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Platform.Http;
using SmartAI.Platform.Modules;

namespace SmartAI.Server.Web;

/// <summary>
/// Where a problem's <c>type</c> leads (RFC 9457, section 3.1.1): every code with its status and what it means, at <c>/docs/errors</c>, the code that was asked for
/// marked. For developers, in English like the titles themselves and the explorer.
/// </summary>
internal static class ErrorsPage
{
    private const string Styles = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        html { background: Canvas; color: CanvasText; }
        body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 50vh; }
        dt { margin-top: 1rem; padding: .25rem .5rem 0; scroll-margin-top: 1rem; overflow-wrap: anywhere; }
        dd { margin: 0; padding: 0 .5rem .25rem; }
        code { font: 600 .9375rem/1.5 ui-monospace, monospace; }
        dt:target, dt:target + dd { background: color-mix(in srgb, currentColor 12%, transparent); }
        """;

    internal static void MapErrorsPage(this WebApplication app)
    {
        var list = new Lazy<string>(() => List(app.Services.GetRequiredService<ModuleCatalog>()));
        app.MapGet("/docs/errors", (HttpContext http) => Answer(http, list.Value)).ExcludeFromDescription().AllowAnonymous();
    }

    private static ContentHttpResult Answer(HttpContext http, string list)
    {
        var nonce = SecurityHeaders.ForPage(http);
        return TypedResults.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Errors · SmartAIPlatForm API</title>
            <link rel="icon" href="/favicon.svg">
            <style nonce="{nonce}">{Styles}</style>
            </head>
            <body>
            <main>
            <h1>Errors</h1>
            <p>Every error is answered as <code>application/problem+json</code> (RFC 9457). Its <code>code</code> never changes; its words may.
            Which operation fails with which is in the <a href="/docs">API explorer</a>.</p>
            <dl>
            {list}</dl>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8"
        );
    }

    private static string List(ModuleCatalog modules)
    {
        var list = new StringBuilder();
        foreach (var error in modules.Errors.OrderBy(e => e.Code, StringComparer.Ordinal))
            list.Append(
                CultureInfo.InvariantCulture,
                $"<dt id=\"{error.Code}\"><code>{error.Code}</code> {error.Status}</dt><dd>{WebUtility.HtmlEncode(error.Title)}</dd>\n"
            );
        return list.ToString();
    }
}
