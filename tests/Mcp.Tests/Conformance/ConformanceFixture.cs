using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>
/// The whole server with the things that the public conformance suite asks for beside its own, and with a token for requests that bring none: the suite has
/// no way to give one. Both are here, in the tests; the product has neither.
/// </summary>
public sealed class ConformanceFixture : PlatformFixture, IAsyncLifetime
{
    private readonly TokenForAll _token = new();

    /// <summary>Where the suite and the inspector go.</summary>
    internal string Address => $"http://localhost:{Node.Address.Port}/mcp";

    /// <summary>What the inspector sends itself.</summary>
    internal string Token => _token.Value!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _token.Value = (await TokenAsync(await AdministratorAsync(), "identity.users.read")).Bearer;
    }

    protected override void AddServices(IServiceCollection services) =>
        services
            .AddSingleton<IStartupFilter>(_token)
            .AddMcpServer()
            .WithTools<SuiteTools>()
            .WithTools([SuiteTools.WithWideSchema()])
            .WithResources<SuiteResources>()
            .WithPrompts<SuitePrompts>();

    private sealed class TokenForAll : IStartupFilter
    {
        internal string? Value { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, following) =>
                    {
                        if (Value is not null && http.Request.Path == "/mcp" && http.Request.Headers.Authorization.Count == 0)
                            http.Request.Headers.Authorization = $"Bearer {Value}";
                        return following(http);
                    }
                );
                next(app);
            };
    }
}
