using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Lists;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>The answers of an operation: its failures by status, each with its codes, and the files that a list can also be.</summary>
internal static class OperationAnswers
{
    internal static void Complete(OpenApiOperation operation, DescribedOperation described, OpenApiDocument document)
    {
        var responses = operation.Responses ??= [];
        foreach (var response in responses.Values.OfType<OpenApiResponse>())
        {
            if (described.List is { } list)
                AddFiles(response, list);
        }

        var errors = described.Info.Errors.Concat(Implied(operation, described)).Distinct().ToList();
        // Under a status that is told apart, what anybody may be answered with has to be told as well.
        if (errors.Exists(e => e.Status == PlatformErrors.Unavailable.Status))
            errors.Add(PlatformErrors.Unavailable);
        foreach (var status in errors.GroupBy(e => e.Status).OrderBy(g => g.Key))
            responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Answer(status, document);
        responses["default"] = Shared(
            "other",
            [PlatformErrors.Failed, PlatformErrors.Unavailable],
            "Any other failure, with its code.",
            document
        );
    }

    /// <summary>Told once for all operations that can answer the same, under the names of its codes: written out each time, these were a third of the document.</summary>
    private static OpenApiResponseReference Answer(IEnumerable<Error> told, OpenApiDocument document)
    {
        // In one order, so that the same codes are the same answer.
        var errors = told.OrderBy(e => e.Code, StringComparer.Ordinal).ToList();
        var description = string.Join('\n', errors.Select(e => $"- `{e.Code}`: {e.Title}"));
        return Shared(string.Join('-', errors.Select(e => e.Code)), errors, description, document);
    }

    private static OpenApiResponseReference Shared(string name, IReadOnlyList<Error> errors, string description, OpenApiDocument document)
    {
        document.AddComponent<IOpenApiResponse>(name, Problem(errors, description, document));
        return new OpenApiResponseReference(name, document);
    }

    /// <summary>The errors that an operation of this kind has whatever its handler does.</summary>
    private static IEnumerable<Error> Implied(OpenApiOperation operation, DescribedOperation described)
    {
        yield return PlatformErrors.UnknownParameter;
        yield return PlatformErrors.InvalidText;
        yield return PlatformErrors.BadRequest;
        yield return PlatformErrors.RateLimited;

        if (!described.IsAnonymous)
        {
            yield return PlatformErrors.NotSignedIn;
            if (described.Info.Access.Permission is not null)
            {
                yield return PlatformErrors.Denied;
                yield return PlatformErrors.ScopeMissing;
            }
        }

        // An id that is none leads nowhere.
        if (operation.Parameters?.Any(p => p is { In: ParameterLocation.Path, Schema.Format: "uuid" }) == true)
            yield return PlatformErrors.NotFound;
        if (!described.Reads)
            yield return PlatformErrors.Csrf;
        if (described.List is not null)
        {
            foreach (var error in ListEndpoint.Errors)
                yield return error;
        }

        if (operation.RequestBody is not null)
        {
            yield return PlatformErrors.MalformedJson;
            yield return PlatformErrors.UnknownMember;
            yield return PlatformErrors.DuplicateMember;
            yield return PlatformErrors.WrongType;
            yield return PlatformErrors.TooLarge;
            yield return PlatformErrors.UnsupportedType;
            yield return PlatformErrors.ValidationFailed;
        }

        if (described.TakesIfMatch)
            yield return PlatformErrors.Stale;
        if (described.NeedsIfMatch)
            yield return PlatformErrors.IfMatchRequired;
        if (described.TakesIdempotencyKey)
        {
            yield return PlatformErrors.InvalidKey;
            yield return PlatformErrors.KeyInProgress;
            yield return PlatformErrors.KeyReused;
        }
    }

    private static OpenApiResponse Problem(IReadOnlyList<Error> errors, string description, OpenApiDocument document)
    {
        var response = new OpenApiResponse { Description = description, Content = ProblemSchema.Content(document, errors) };
        if (errors[0].Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds to wait.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
                },
            };
        }

        return response;
    }

    private static void AddFiles(OpenApiResponse page, ListParameters list)
    {
        foreach (var type in list.ExportTypes)
        {
            page.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
            page.Content[type] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "All rows that the filters leave, streamed." },
                Example = JsonValue.Create(type.StartsWith("text/", StringComparison.Ordinal) ? "id,createdAt\r\n" : "(file)"),
            };
        }
    }
}
