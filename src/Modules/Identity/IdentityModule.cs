using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Identity.Access;
using SmartAI.Identity.Account;
using SmartAI.Identity.Contracts;
using SmartAI.Identity.Data;
using SmartAI.Identity.Demo;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Mails;
using SmartAI.Identity.Me;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Tokens;
using SmartAI.Identity.Users;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Operations.Prompts;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity;

/// <summary>People, their sessions, tokens and roles.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc/>
    public string Name => "identity";

    /// <inheritdoc/>
    public Type Context => typeof(IdentityDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(IdentityPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(IdentityErrors));

    /// <inheritdoc/>
    public IReadOnlyList<NotificationKind> Notifications { get; } = NotificationKind.In(typeof(IdentityNotifications));

    /// <inheritdoc/>
    public IReadOnlyList<Prompt> Prompts { get; } = Prompt.In(typeof(IdentityPrompts));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<IdentitySettings>(configuration);
        services.AddModuleContext<IdentityDb>("identity");
        services
            .AddAuthentication(CallerAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(CallerAuthentication.SchemeName, null);
        services.AddSingleton<CallerCache>();
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<ICallers, Callers>();
        services.AddSingleton<SessionCookie>();
        services.AddScoped<SessionStarter>();
        services.AddScoped<SessionViews>();
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<Guesses>();
        services.AddScoped<Links>();
        services.AddScoped<Reach>();
        services.AddScoped<StatusChange>();
        services.AddScoped<IPeople, People>();
        services.AddScoped<RoleReader>();
        GetUser.AddServices(services);
        services.AddScoped<IFirstStart, FirstStart>();
        services.AddScoped<IUpkeep, IdentityUpkeep>();
        services.AddScoped<IAdministratorMaker, AdministratorMaker>();
        services.AddScoped<IDemoData, DemoPeople>();
        services.AddScoped<IDemoData, DemoActivity>();
        services.AddJob<IdentityMail, IdentityMailHandler>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account");
        Register.Map(account);
        Verify.Map(account);
        RequestReset.Map(account);
        ConfirmReset.Map(account);
        AcceptInvitation.Map(account);
        Setup.Map(account);

        var session = api.MapGroup("/session");
        CurrentSession.Map(session);
        SignIn.Map(session);
        SignOut.Map(session);

        var me = api.MapGroup("/me");
        ReadMe.Map(me);
        UpdateMe.Map(me);
        ChangePassword.Map(me);
        MySessions.Map(me);
        MyTokens.Map(me);

        var users = api.MapGroup("/users");
        ListUsers.Map(users);
        GetUser.Map(users);
        UpdateUser.Map(users);
        LockUser.Map(users);
        UnlockUser.Map(users);
        DeactivateUser.Map(users);
        ReactivateUser.Map(users);
        InviteUser.Map(api.MapGroup("/invitations"));

        var (roles, permissions) = (api.MapGroup("/roles"), api.MapGroup("/permissions"));
        ReadRoles.Map(roles, permissions);
        CreateRole.Map(roles);
        UpdateRole.Map(roles);
        DeleteRole.Map(roles);
        ExplainPermission.Map(permissions);
    }
}
