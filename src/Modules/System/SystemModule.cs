using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Prompts;
using SmartAI.SystemModule.Backups;
using SmartAI.SystemModule.Data;
using SmartAI.SystemModule.Events;
using SmartAI.SystemModule.Jobs;
using SmartAI.SystemModule.Mailbox;
using SmartAI.SystemModule.Schedules;

namespace SmartAI.SystemModule;

/// <summary>What belongs to the installation and to no person: live events, background jobs, schedules, backups and the development mailbox so far.</summary>
public sealed class SystemModule : IModule
{
    /// <inheritdoc/>
    public string Name => "system";

    /// <inheritdoc/>
    public Type? Context => typeof(SystemDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(SystemPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(SystemErrors));

    /// <inheritdoc/>
    public IReadOnlyList<Prompt> Prompts { get; } = Prompt.In(typeof(SystemPrompts));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleContext<SystemDb>("system");
        services.AddJob<RetryJobs, RetryJobsHandler>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var root = api.MapGroup("");
        StreamEvents.Map(root);
        if (api.ServiceProvider.GetRequiredService<DevelopmentMailbox>().IsOpen)
            ReadMailbox.Map(root);

        var jobs = api.MapGroup("/jobs");
        ListJobs.Map(jobs);
        JobMetrics.Map(jobs);
        RetryAll.Map(jobs);
        GetJob.Map(jobs);
        RetryJob.Map(jobs);
        CancelJob.Map(jobs);
        MyJobs.Map(api.MapGroup("/me"));

        var schedules = api.MapGroup("/schedules");
        ReadSchedules.Map(schedules);
        UpdateSchedule.Map(schedules);
        ControlSchedule.Map(schedules);

        var backups = api.MapGroup("/backups");
        ListBackups.Map(backups);
        StartBackup.Map(backups);
    }
}
