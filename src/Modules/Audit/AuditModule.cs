using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Audit.Data;
using SmartAI.Audit.Entries;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Audit;

/// <summary>Reads the trail that the kernel writes.</summary>
public sealed class AuditModule : IModule
{
    /// <inheritdoc/>
    public string Name => "audit";

    /// <inheritdoc/>
    public Type Context => typeof(AuditDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(AuditPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(AuditErrors));

    /// <inheritdoc/>
    public IReadOnlyList<Prompt> Prompts { get; } = Prompt.In(typeof(AuditPrompts));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleContext<AuditDb>("audit");
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit");
        ListEntries.Map(audit);
        GetEntry.Map(audit);
    }
}

internal static class AuditPermissions
{
    internal static readonly Permission ReadEntries = new("audit.entries.read", "Read the audit trail and export it");
}

internal static class AuditErrors
{
    internal static readonly Error EntryNotFound = new("audit.entry_not_found", 404, "There is no such entry.");
}
