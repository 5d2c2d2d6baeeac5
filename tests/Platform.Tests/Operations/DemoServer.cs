using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Tests.Operations;

internal sealed record Echo(string Word, string Caller, string? Client, string? Address, bool OwnContext);

internal sealed record Large(string Text);

/// <summary>How often a handler ran.</summary>
internal sealed class CallCount
{
    private int _calls;

    internal int Calls => _calls;

    internal void Add() => Interlocked.Increment(ref _calls);
}

/// <summary>The kernel's pipeline around five small operations, on a free port and without a database.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=nobody";
    private readonly WebApplication _app;

    private DemoServer(WebApplication app) => _app = app;

    internal IServiceProvider Services => _app.Services;

    internal int Calls => Services.GetRequiredService<CallCount>().Calls;

    internal static Caller Sam(params string[] granted) =>
        new(Guid.Empty, "Sam", Face.Web, granted.ToFrozenSet(), FrozenSet<string>.Empty, Guid.Empty);

    internal static async Task<DemoServer> StartAsync(Action<IEndpointRouteBuilder>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        AddKernel(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthorization();
        Map(app);
        more?.Invoke(app);
        await app.StartAsync();
        return new DemoServer(app);
    }

    internal Task<ToolResult> CallAsync(string tool, JsonElement arguments) =>
        Services
            .GetRequiredService<ToolInvoker>()
            .CallAsync(
                new ToolCall(tool, arguments, Sam(), Face.Web, "call-1", new ToolOrigin(IPAddress.Parse("203.0.113.7"), "demo client")),
                TestContext.Current.CancellationToken
            );

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void AddKernel(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<CallCount>();
        services.AddScoped<OperationContext>().AddHandlerParameters();
        services.AddSingleton<AuditTrail>().AddSingleton<IdempotentAnswers>();
        services.AddSingleton(new LimitSettings()).AddSingleton<RateLimits>();
        services.AddSingleton(_ => Npgsql.NpgsqlDataSource.Create(Nowhere));
        services.AddSingleton(provider => new Wakeups(
            Nowhere,
            provider.GetRequiredService<Npgsql.NpgsqlDataSource>(),
            NullLogger<Wakeups>.Instance
        ));
        services.AddSingleton<JobSignal>();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();
        services.AddExceptionHandler<ExceptionToProblem>();
        services.AddEndpointsApiExplorer();
        services.AddOperationDocument().AddTools();
    }

    private static void Map(WebApplication app)
    {
        app.MapGet(
                "/echo",
                (string word, Caller caller, HttpContext http, IHttpContextAccessor accessor, CallCount count) =>
                    Answer(word, caller, http, accessor, count)
            )
            .Operation("demo.echo", "Say it again")
            .RequiresSelf()
            .AsTool(ToolUse.Read);
        app.MapGet("/one/{id:guid}", (Guid id) => TypedResults.Ok(new Large(id.ToString())))
            .Operation("demo.one", "One")
            .RequiresSelf()
            .AsTool(ToolUse.Read);
        app.MapGet("/big", () => TypedResults.Ok(new Large(new string('x', 300_000))))
            .Operation("demo.big", "Too much")
            .RequiresSelf()
            .AsTool(ToolUse.Read);
        app.MapGet("/boom", BoomAsync).Operation("demo.boom", "Fail half-way").RequiresSelf().AsTool(ToolUse.Read);
        app.MapGet("/locked", () => TypedResults.Ok(new Large("")))
            .Operation("demo.locked", "For some")
            .Requires(new Permission("demo.locked", "Try."))
            .AsTool(ToolUse.Read);
    }

    private static Echo Answer(string word, Caller caller, HttpContext http, IHttpContextAccessor accessor, CallCount count)
    {
        count.Add();
        http.Response.Set(7);
        return new Echo(
            word,
            caller.Name,
            http.Request.Headers.UserAgent,
            http.Connection.RemoteIpAddress?.ToString(),
            accessor.HttpContext == http
        );
    }

    private static async Task<IResult> BoomAsync(HttpContext http, CancellationToken cancel)
    {
        await http.Response.WriteAsJsonAsync(new Large("half an answer"), cancel);
        throw new InvalidCastException("boom");
    }
}
