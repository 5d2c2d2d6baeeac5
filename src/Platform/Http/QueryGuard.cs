using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Http;

/// <summary>
/// Refuses query parameters that an operation does not declare (a filter with a typing error would otherwise answer with everything), and text that
/// PostgreSQL cannot hold. Lists look after their own parameters.
/// </summary>
internal sealed class QueryGuard(RequestDelegate next, IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> _declared = new(() =>
        descriptions
            .ApiDescriptionGroups.Items.SelectMany(g => g.Items)
            .Select(d => (Name: d.ActionDescriptor.EndpointMetadata.OfType<OperationName>().LastOrDefault()?.Id, d.ParameterDescriptions))
            .Where(d => d.Name is not null)
            .ToFrozenDictionary(
                d => d.Name!,
                d =>
                    d.ParameterDescriptions.Where(p => p.Source == BindingSource.Query)
                        .Select(p => p.Name)
                        .ToFrozenSet(StringComparer.Ordinal)
            )
    );

    public Task InvokeAsync(HttpContext http)
    {
        if (OperationInfo.Of(http.GetEndpoint()) is not { } info)
            return next(http);
        if (
            HasForbiddenText(http.Request.Path.Value)
            || http.Request.Query.Any(q => HasForbiddenText(q.Key) || q.Value.Any(HasForbiddenText))
        )
            return PlatformErrors.InvalidText.ToProblem().ExecuteAsync(http);
        if (http.Request.Query.Count == 0)
            return next(http);
        if (http.GetEndpoint()!.Metadata.GetMetadata<ListParameters>() is not null)
            return next(http);

        var known = _declared.Value.GetValueOrDefault(info.Name.Id, FrozenSet<string>.Empty);
        var unknown = http.Request.Query.Keys.FirstOrDefault(k => !known.Contains(k));
        return unknown is null
            ? next(http)
            : PlatformErrors.UnknownParameter.ToProblem($"This operation has no parameter \"{unknown}\".").ExecuteAsync(http);
    }

    private static bool HasForbiddenText(string? text) =>
        text is not null && (text.Contains('\0', StringComparison.Ordinal) || text.Contains('\uFFFD', StringComparison.Ordinal));
}
