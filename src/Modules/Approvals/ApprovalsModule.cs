using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Approvals.Data;
using SmartAI.Approvals.Queue;
using SmartAI.Approvals.Tools;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Approvals;

/// <summary>What waits for a person's yes, and what programs and the assistant may do at all. The queue itself is the kernel's.</summary>
public sealed class ApprovalsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "approvals";

    /// <inheritdoc/>
    public Type Context => typeof(ApprovalsDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(ApprovalPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(ApprovalErrors));

    /// <inheritdoc/>
    public IReadOnlyList<NotificationKind> Notifications { get; } = NotificationKind.In(typeof(ApprovalNotifications));

    /// <inheritdoc/>
    public IReadOnlyList<Prompt> Prompts { get; } = Prompt.In(typeof(ApprovalsPrompts));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddModuleContext<ApprovalsDb>("approvals");

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var approvals = api.MapGroup("/approvals");
        ListApprovals.Map(approvals);
        GetApproval.Map(approvals);
        ApproveApproval.Map(approvals);
        RejectApproval.Map(approvals);
        EditApproval.Map(approvals);

        var tools = api.MapGroup("/assistant/tools");
        ReadTools.Map(tools);
        UpdateTool.Map(tools);
    }
}
