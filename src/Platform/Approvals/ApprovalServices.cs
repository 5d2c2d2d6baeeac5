using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Operations.Tools;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Approvals;

/// <summary>Registers the queue and the door in front of the tools.</summary>
public static class ApprovalServices
{
    internal static IServiceCollection AddApprovals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ApprovalSettings>(configuration);
        services.AddSingleton(provider => new ToolPolicies(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<Wakeups>()
        ));
        services.AddSingleton<ApprovalDifference>();
        services.AddSingleton<ApprovalIntake>();
        services.AddSingleton(provider => new ToolDoor(
            provider.GetRequiredService<ToolCatalog>(),
            provider.GetRequiredService<ToolInvoker>(),
            provider.GetRequiredService<ToolPolicies>(),
            provider.GetRequiredService<ApprovalIntake>()
        ));
        services.AddSingleton(provider => new ApprovalEditor(
            provider.GetRequiredService<ToolCatalog>(),
            provider.GetRequiredService<ToolInvoker>(),
            provider.GetRequiredService<ApprovalDifference>()
        ));
        services.AddScoped<IUpkeep, ApprovalUpkeep>();
        services.AddJob<RunApproval, RunApprovalHandler>();
        services.AddJob<ExpireApprovals, ExpireApprovalsHandler>();
        return services.AddSchedule(new Schedule(ExpireApprovals.Kind, "* * * * *"), new ExpireApprovals());
    }
}
