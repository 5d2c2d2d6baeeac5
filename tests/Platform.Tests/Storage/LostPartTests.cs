using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Tests.Storage;

/// <summary>A store that says yes to everything and leaves out the second part. No real one is known to; networks and disks behind them are.</summary>
public sealed class LostPartTests
{
    [Fact]
    public async Task A_store_that_loses_a_part_is_refused_and_what_it_has_is_removed()
    {
        await using var liar = await StartAsync();
        using var store = new S3Store(
            new S3Settings
            {
                Endpoint = liar.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
                AccessKey = "key",
                SecretKey = "secret",
                ChunkEncoding = false,
            },
            "bucket",
            ""
        );

        var refused = await Should.ThrowAsync<StorageException>(() =>
            store.WriteAsync("a", async (to, stop) => await to.WriteAsync(new byte[20 << 20], stop), TestContext.Current.CancellationToken)
        );

        refused.Message.ShouldBe(
            $"Of {20 << 20} bytes the bucket bucket has kept {12 << 20}: a part was lost. What it has of \"a\" was removed."
        );
        liar.Services.GetRequiredService<Kept>().Calls[^1].ShouldBe("DELETE /bucket/a");
    }

    private sealed class Kept
    {
        internal List<string> Calls { get; } = [];
        internal Dictionary<string, long> Parts { get; } = [];
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Kept>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async http =>
        {
            var kept = http.RequestServices.GetRequiredService<Kept>();
            kept.Calls.Add($"{http.Request.Method} {http.Request.Path}");
            if (http.Request.Method == "PUT")
            {
                var body = new byte[64 * 1024];
                long length = 0;
                while (await http.Request.Body.ReadAsync(body, http.RequestAborted) is > 0 and var read)
                    length += read;
                kept.Parts[http.Request.Query["partNumber"]!] = length;
                http.Response.Headers.ETag = "\"0\"";
            }
            else if (http.Request.Method == "HEAD")
                http.Response.ContentLength = kept.Parts.Where(p => p.Key != "2").Sum(p => p.Value);
            else if (http.Request.Method == "DELETE")
                http.Response.StatusCode = 204;
            else
            {
                http.Response.ContentType = "application/xml";
                await http.Response.WriteAsync(
                    http.Request.Query.ContainsKey("uploads")
                        ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                        : "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>"
                );
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
