using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Bench.Mcp;

/// <summary>Gives a read over REST the face that has every read written down.</summary>
internal sealed class AuditedReads : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, following) =>
                {
                    if (http.Request.Headers.ContainsKey("Bench-Audited"))
                        http.Features.Set(new FaceFeature(Face.Mcp));
                    return following(http);
                }
            );
            next(app);
        };
}

/// <summary>A body of the usual size.</summary>
internal sealed record Turn(string Direction, int Degrees, bool Gently, DateTimeOffset? Until, IReadOnlyList<string> Tell);
