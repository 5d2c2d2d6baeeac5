using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace SmartAI.Platform.Errors;

/// <summary>An expected failure. Clients and tests depend on <paramref name="Code"/>, which never changes; the title may be reworded.</summary>
/// <param name="Code">Dotted and stable: <c>identity.user_locked</c>.</param>
/// <param name="Status">The HTTP status it leaves with.</param>
/// <param name="Title">One English sentence for a developer; the web app has its own words per code.</param>
public sealed record Error(string Code, int Status, string Title)
{
    /// <summary>The error as problem details (RFC 9457) with its code and the trace id of this request.</summary>
    public ProblemHttpResult ToProblem(
        string? detail = null,
        IReadOnlyDictionary<string, FieldError[]>? fields = null,
        object? current = null
    )
    {
        var problem = new ProblemDetails
        {
            Type = $"/docs/errors#{Code}",
            Title = Title,
            Status = Status,
            Detail = detail,
        };
        problem.Extensions["code"] = Code;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString();
        if (fields is not null)
            problem.Extensions["errors"] = fields;
        if (current is not null)
            problem.Extensions["current"] = current;
        return TypedResults.Problem(problem);
    }

    /// <summary>The error on one field, named by JSON Pointer (RFC 6901): <c>/email</c>.</summary>
    public ProblemHttpResult OnField(string pointer) =>
        PlatformErrors.ValidationFailed.ToProblem(
            fields: new Dictionary<string, FieldError[]>(StringComparer.Ordinal) { [pointer] = [new FieldError(Code, Title)] }
        );

    /// <summary>The code that an answer was made with, or null.</summary>
    public static string? CodeOf(ProblemDetails problem) => problem.Extensions.TryGetValue("code", out var code) ? code as string : null;
}

/// <summary>What is wrong with one field.</summary>
public sealed record FieldError(string Code, string Message);
