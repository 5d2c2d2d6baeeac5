using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Lists.Export;

namespace SmartAI.Platform.Lists;

/// <summary>Wires lists into the server.</summary>
public static class ListEndpoint
{
    /// <summary>Registers what lists share. Data protection and JSON options are registered elsewhere.</summary>
    public static IServiceCollection AddLists(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ExportOptions>();
        services.AddSingleton<ListCursors>();
        services.AddSingleton<ExportSlots>();
        return services;
    }

    /// <summary>Declares that an operation answers with a list: its parameters, its page, its files.</summary>
    public static RouteHandlerBuilder AnswersList<TRow, TItem>(this RouteHandlerBuilder operation, ListOf<TRow, TItem> list)
        where TRow : class => operation.WithMetadata(list.Describe()).Produces<Page<TItem>>(StatusCodes.Status200OK);

    /// <summary>The errors that every list can leave with.</summary>
    public static IReadOnlyList<Error> Errors { get; } =
    [
        PlatformErrors.InvalidParameter,
        PlatformErrors.UnknownParameter,
        PlatformErrors.InvalidText,
        PlatformErrors.InvalidCursor,
        PlatformErrors.TooManyRows,
        PlatformErrors.ExportBusy,
    ];
}
