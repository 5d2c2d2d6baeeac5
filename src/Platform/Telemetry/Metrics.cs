using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Telemetry;

/// <summary>What Prometheus reads.</summary>
[SettingsSection("Metrics")]
public sealed class MetricsSettings : ICheckedSettings
{
    private const int Shortest = 32;

    [Setting(
        "Whoever sends it as a bearer token may read /metrics; 32 or more random characters. Nothing is measured without it.",
        Example = "<openssl rand -hex 32>"
    )]
    public string? Token { get; set; }

    /// <inheritdoc/>
    public string? Problem() =>
        Token?.Length < Shortest
            ? $"SMARTAI_METRICS__TOKEN is shorter than {Shortest} characters and could be guessed. Example: SMARTAI_METRICS__TOKEN=$(openssl rand -hex 32)"
            : null;
}

/// <summary>
/// <c>GET /metrics</c> in the text format of Prometheus or OpenMetrics: requests by route and status, connections to the database, the runtime, and the jobs
/// that this process ran. Names and units are those of OpenTelemetry's semantic conventions.
/// </summary>
public static class Metrics
{
    private const string Path = "/metrics";

    /// <summary>Measures, where a token is set.</summary>
    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.AddSettings<MetricsSettings>(configuration).Token is not null)
            services
                .AddOpenTelemetry()
                .WithMetrics(metrics =>
                    metrics
                        .AddMeter(
                            "Microsoft.AspNetCore.Hosting",
                            "Microsoft.AspNetCore.Server.Kestrel",
                            "System.Runtime",
                            "Npgsql",
                            JobRunner.Source
                        )
                        .AddPrometheusExporter()
                );
        return services;
    }

    /// <summary>Answers, where a token is set. Before the check of the host: Prometheus asks each node by its own name.</summary>
    public static IApplicationBuilder UseMetricsPage(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<MetricsSettings>().Token is { } token
            ? app.UseOpenTelemetryPrometheusScrapingEndpoint(
                meterProvider: null,
                predicate: null,
                path: Path,
                configureBranchedPipeline: branch =>
                    branch.Use((http, next) => Knows(http, token) ? next(http) : PlatformErrors.NotSignedIn.ToProblem().ExecuteAsync(http)),
                optionsName: null
            )
            : app.Map(Path, missing => missing.Run(http => PlatformErrors.NotFound.ToProblem().ExecuteAsync(http)));

    private static bool Knows(HttpContext http, string token) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())),
            SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}"))
        );
}
