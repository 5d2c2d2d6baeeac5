using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartAI.Assistant.Budgets;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Instructions;
using SmartAI.Assistant.Knowledge;
using SmartAI.Assistant.Models;
using SmartAI.Assistant.Offers;
using SmartAI.Assistant.Providers;
using SmartAI.Assistant.Runs;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Settings;

namespace SmartAI.Assistant;

/// <summary>Gets work done in conversation: under the person's own rights, with a model or without one.</summary>
public sealed class AssistantModule : IModule
{
    /// <inheritdoc/>
    public string Name => "assistant";

    /// <inheritdoc/>
    public Type Context => typeof(AssistantDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(AssistantPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(AssistantErrors));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AssistantSettings>(configuration);
        services.AddModuleContext<AssistantDb>("assistant");
        services.AddSingleton<ProviderAddresses>();
        services.AddSingleton<ProviderKeys>();
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<ProviderRests>();
        services.AddSingleton<ChatClients>();
        services.AddSingleton<ModelNames>();
        services.AddScoped<ConfiguredModels>();
        services.AddSingleton(_ => new ToolRanker(new Glossary(ofPages: false)));
        services.AddSingleton(provider => new PassageSearch(provider.GetRequiredService<NpgsqlDataSource>(), new Glossary(ofPages: true)));
        services.AddScoped<IUpkeep, KnowledgeUpkeep>();
        services.AddScoped<IUpkeep, ConversationUpkeep>();
        services.AddSingleton<PieceSignals>();
        services.AddSingleton<RunReader>();
        services.AddSingleton<PieceLog>().AddHostedService(provider => provider.GetRequiredService<PieceLog>());
        services.AddSingleton<Runner>().AddHostedService(provider => provider.GetRequiredService<Runner>());
        services.AddScoped<RunStore>();
        services.AddScoped<Outcomes>();
        services.AddScoped<ToolCalls>();
        services.AddScoped<Targets>();
        services.AddScoped<Meter>();
        services.AddSingleton<RulesReader>();
        services.AddScoped<BuiltInAnswer>();
        services.AddScoped<ModelAnswer>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var assistant = api.MapGroup("/assistant");
        FindTools.Map(assistant);
        SearchKnowledge.Map(assistant);
        ReadPage.Map(assistant);

        ReadOffers.Map(assistant.MapGroup("/offers"));

        var conversations = assistant.MapGroup("/conversations");
        ReadConversations.Map(conversations);
        ChangeConversation.Map(conversations);
        SendMessage.Map(conversations);
        FollowRun.Map(conversations);
        ExportConversation.Map(conversations);
        AllowTool.Map(conversations);

        ReadUsage.Map(assistant.MapGroup("/usage"));
        ManageBudgets.Map(assistant.MapGroup("/budgets"));
        ManageInstructions.Map(assistant.MapGroup("/instructions"));

        var providers = assistant.MapGroup("/providers");
        ReadProviders.Map(providers);
        CreateProvider.Map(providers);
        UpdateProvider.Map(providers);
        TestProvider.Map(providers);
    }
}
