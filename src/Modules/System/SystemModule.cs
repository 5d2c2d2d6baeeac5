using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Modules;
using SmartAI.SystemModule.Events;
using SmartAI.SystemModule.Mailbox;

namespace SmartAI.SystemModule;

/// <summary>What belongs to the installation and to no person: live events and the development mailbox so far.</summary>
public sealed class SystemModule : IModule
{
    /// <inheritdoc/>
    public string Name => "system";

    /// <inheritdoc/>
    public Type? Context => null;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions => [];

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration) { }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var root = api.MapGroup("");
        StreamEvents.Map(root);
        if (api.ServiceProvider.GetRequiredService<DevelopmentMailbox>().IsOpen)
            ReadMailbox.Map(root);
    }
}
