using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SmartAI.Platform.Lists.Export;

/// <summary>One JSON object to a line, each as it stands in a page's items.</summary>
internal sealed class JsonLinesFormat() : ExportFormat("jsonl", "application/x-ndjson")
{
    public override async Task WriteAsync<TItem>(ExportJob<TItem> job, CancellationToken cancel)
    {
        await using var rows = job.Rows.GetAsyncEnumerator(cancel);
        var more = await rows.MoveNextAsync();
        await job.BeginAsync();

        var output = job.Response.BodyWriter;
        var type = (JsonTypeInfo<TItem>)job.Json.GetTypeInfo(typeof(TItem));
        // The options' encoder and never their indentation: a line is one object.
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = job.Json.Encoder, SkipValidation = true });
        for (; more; more = await rows.MoveNextAsync())
        {
            JsonSerializer.Serialize(json, rows.Current, type);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
            await ExportFlush.IfFullAsync(output, cancel);
        }
        await output.FlushAsync(cancel);
    }
}
