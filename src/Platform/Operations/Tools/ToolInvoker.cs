using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>
/// Runs a tool: the original endpoint, in process, through the same steps as over HTTP and with the caller's own rights. Hence a tool can never do more
/// than its person, and nothing is checked or audited twice over in different words.
/// </summary>
public sealed class ToolInvoker(ToolCatalog catalog, IServiceProvider services, ParameterPolicyFactory policies, TimeProvider clock)
{
    internal const int MostBytes = 256 * 1024;
    internal static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <summary>For an operation that does not heed its cancellation: the caller is answered, and it ends alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // The steps of Program.cs that a caller can feel. What concerns the connection (host, address limit, CSRF) was asked of the outer request.
    private readonly Lazy<RequestDelegate> _pipeline = new(() =>
    {
        var app = new ApplicationBuilder(services);
        app.UseProblems().UseCallerLimit().UseAuthorization().Use(Rehearsal.RefuseAsync).UseOperations();
        app.Run(http => http.GetEndpoint()!.RequestDelegate!(http));
        return app.Build();
    });

    /// <summary>Calls a tool. What the operation refuses or fails with is a result; this throws only if <paramref name="cancel"/> is cancelled.</summary>
    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancel) => CallAsync(call, null, cancel);

    /// <summary>Goes through everything but the handler: whether the call could be made at all.</summary>
    internal Task<ToolResult> RehearseAsync(ToolCall call, CancellationToken cancel) => CallAsync(call, new Rehearsal(null), cancel);

    /// <summary>Refuses a call in the place of its operation, with its entry in the trail.</summary>
    internal Task<ToolResult> RefuseAsync(ToolCall call, Error error, CancellationToken cancel) =>
        CallAsync(call, new Rehearsal(error), cancel);

    private async Task<ToolResult> CallAsync(ToolCall call, Rehearsal? rehearsal, CancellationToken cancel)
    {
        if (catalog.Find(call.Name) is not { } tool)
            return OfProblem(PlatformErrors.UnknownTool.ToProblem($"There is no tool \"{call.Name}\"."));
        if (ToolCheck.Refuse(tool, call.Arguments, policies) is { } refusal)
            return OfProblem(refusal);

        var activity = Activity.Current;
        Task<ToolResult> running;
        // A flow of its own: IHttpContextAccessor holds its context in the flow, and setting it for the inner request would clear the outer one's.
        using (ExecutionContext.SuppressFlow())
            running = Task.Run(() => RunAsync(tool, call, rehearsal, activity, cancel), CancellationToken.None);
        try
        {
            return await running.WaitAsync(MostTime + Grace, clock, cancel);
        }
        catch (TimeoutException)
        {
            return OfProblem(PlatformErrors.ToolTimedOut.ToProblem());
        }
    }

    private async Task<ToolResult> RunAsync(Tool tool, ToolCall call, Rehearsal? rehearsal, Activity? activity, CancellationToken cancel)
    {
        // The trace goes on: the same request id from the outer call to the last job.
        Activity.Current = activity;
        using var time = new CancellationTokenSource(MostTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        await using var scope = services.CreateAsyncScope();
        await using var body = new BoundedBody(MostBytes);
        var response = new ToolResponse();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = either.Token });
        var http = new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider };
        var accessor = services.GetService<IHttpContextAccessor>();
        accessor?.HttpContext = http;
        try
        {
            ToolRequest.Fill(http, tool, call);
            if (rehearsal is not null)
            {
                features.Set(rehearsal);
                // What has not run must not be kept as an answer.
                http.Request.Headers.Remove(IdempotentAnswers.Header);
            }

            await _pipeline.Value(http);
            await http.Response.CompleteAsync();
        }
        finally
        {
            await response.CompleteAsync();
            accessor?.HttpContext = null;
        }

        cancel.ThrowIfCancellationRequested();
        if (time.IsCancellationRequested && http.Response.StatusCode >= 400)
            return OfProblem(PlatformErrors.ToolTimedOut.ToProblem());
        return ToResult(http, body, tool);
    }

    private static ToolResult ToResult(HttpContext http, BoundedBody body, Tool tool)
    {
        var status = http.Response.StatusCode;
        var failed = status >= 400;
        // A change that was made is no error because its answer is long: saying so would have it made again.
        if (body.IsTooLarge && (failed || tool.ReadsOnly))
            return OfProblem(PlatformErrors.ToolAnswerTooLarge.ToProblem());

        JsonElement? content = null;
        if (!body.IsTooLarge && body.Bytes.Length > 0 && http.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true)
        {
            using var json = JsonDocument.Parse(body.Bytes);
            content = json.RootElement.Clone();
        }

        return new ToolResult(failed, status, content, failed ? CodeIn(content) : null)
        {
            ETag = http.Response.Headers.ETag.ToString() is { Length: > 0 } tag ? tag : null,
        };
    }

    private static string? CodeIn(JsonElement? content) =>
        content is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static ToolResult OfProblem(ProblemHttpResult problem) =>
        new(
            true,
            problem.StatusCode,
            JsonSerializer.SerializeToElement(problem.ProblemDetails, JsonSerializerOptions.Web),
            Error.CodeOf(problem.ProblemDetails)
        );
}
