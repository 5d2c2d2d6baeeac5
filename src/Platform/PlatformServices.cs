using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;
using SmartAI.Platform.Telemetry;

namespace SmartAI.Platform;

/// <summary>The kernel's services, in one list.</summary>
public static class PlatformServices
{
    /// <summary>Adds the kernel and every module.</summary>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services,
        IConfiguration configuration,
        ModuleCatalog modules,
        DatabaseAddress database,
        PublicAddress address,
        string masterKey
    )
    {
        services.TryAddSingleton<TimeProvider, MicrosecondClock>();
        services.AddSingleton(modules);
        services.AddSingleton(address);
        services.AddSettings<LimitSettings>(configuration);
        services.AddMetricsPage(configuration);

        services.AddSingleton(database);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(database.Pooled) { Name = "smartai" }.Build());
        services.AddModuleContext<PlatformDb>("platform");
        services.AddSingleton<Migrator>();
        services.AddSingleton(_ => new MasterKey(masterKey));
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("smartai");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = provider.GetRequiredService<KeyRing>();
            options.XmlEncryptor = provider.GetRequiredService<MasterKey>();
        }));

        services.AddScoped<IUpkeep, PlatformUpkeep>();
        services.AddScoped<IUpkeep, LiveUpkeep>();
        services.AddScoped<OperationContext>();
        services.AddHandlerParameters();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<ReadLane>();
        services.AddSingleton<IdempotentAnswers>();
        services.AddSingleton<RateLimits>();
        services.AddWakeups(database.Direct);
        services.AddSingleton<LiveEvents>().AddHostedService(provider => provider.GetRequiredService<LiveEvents>());
        services.AddHostedService<JobHints>();
        services.AddJobs();
        services.AddStorage(configuration);
        services.AddBackups(configuration);
        services.AddMail(configuration);
        services.AddLists();
        services.AddSingleton<NotificationTexts>();

        services.AddAuthentication();
        // Deny by default: an endpoint that declares nothing is open to nobody.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();

        services.AddExceptionHandler<ExceptionToProblem>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => Strict(options.SerializerOptions));
        services.AddEndpointsApiExplorer();
        services.AddOperationDocument();
        services.AddTools();
        services.AddApprovals(configuration);

        foreach (var module in modules.Modules)
            module.AddServices(services, configuration);
        return services;
    }

    /// <summary>Makes this process run jobs and upkeep.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services) => services.AddJobWorker().AddHostedService<Upkeep>();

    private static void Strict(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
