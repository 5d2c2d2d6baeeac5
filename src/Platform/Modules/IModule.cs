using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Platform.Modules;

/// <summary>
/// A module: one project with its own schema, permissions, errors and routes. The build finds it; nothing in the platform names it.
/// </summary>
public interface IModule
{
    /// <summary>Lower-case name: the first part of its operation ids, permissions and error codes, and its database schema.</summary>
    string Name { get; }

    /// <summary>The module's own <see cref="Data.ModuleDbContext"/>, on which its changing operations open their transaction; null for a module without a schema.</summary>
    Type? Context { get; }

    /// <summary>The permissions that its operations ask for.</summary>
    IReadOnlyList<Permission> Permissions { get; }

    /// <summary>The errors that its operations declare.</summary>
    IReadOnlyList<Error> Errors { get; }

    /// <summary>The kinds of events that it tells people about; their words stand in the module's <c>Notifications/en.json</c>, <c>es.json</c>, <c>fr.json</c>.</summary>
    IReadOnlyList<NotificationKind> Notifications => [];

    /// <summary>What a person can begin with a model and this module's tools.</summary>
    IReadOnlyList<Prompt> Prompts => [];

    /// <summary>Registers the module's services, its context included.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps the module's operations under <c>/api/v1</c>.</summary>
    void MapOperations(IEndpointRouteBuilder api);
}
