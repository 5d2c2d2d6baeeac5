using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>
/// What is refused before a call becomes a request: what routing would have refused, and arguments that no place in the request takes. Everything else
/// is the operation's own to judge.
/// </summary>
internal static class ToolCheck
{
    internal static ProblemHttpResult? Refuse(Tool tool, JsonElement arguments, ParameterPolicyFactory policies)
    {
        try
        {
            return Judge(tool, arguments, policies);
        }
        catch (InvalidOperationException)
        {
            // Reading a lone surrogate in an escape throws: it is no text (RFC 8259, section 8.2).
            return PlatformErrors.InvalidText.ToProblem();
        }
    }

    private static ProblemHttpResult? Judge(Tool tool, JsonElement arguments, ParameterPolicyFactory policies)
    {
        if (arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            return PlatformErrors.WrongType.ToProblem("The arguments of a tool are one JSON object.");

        var given = arguments.ValueKind == JsonValueKind.Object ? arguments.EnumerateObject().ToList() : [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in given)
        {
            if (!tool.Arguments.Places.TryGetValue(argument.Name, out var place))
                return On(PlatformErrors.UnknownMember, argument.Name, $"{tool.Name} takes no argument \"{argument.Name}\".");
            if (!names.Add(argument.Name))
                return On(PlatformErrors.DuplicateMember, argument.Name);
            if (place is not ArgumentPlace.Body && !IsText(argument.Value, allowList: place == ArgumentPlace.Query))
                return On(PlatformErrors.WrongType, argument.Name);
        }

        return MissesRoute(tool, given, policies);
    }

    private static ProblemHttpResult? MissesRoute(Tool tool, List<JsonProperty> given, ParameterPolicyFactory policies)
    {
        foreach (var parameter in tool.Endpoint.RoutePattern.Parameters)
        {
            var value = given.Where(a => a.Name == parameter.Name).Select(a => a.Value.ToString()).FirstOrDefault();
            // An empty value would be another address.
            if (string.IsNullOrEmpty(value))
                return On(PlatformErrors.WrongType, parameter.Name, $"{tool.Name} needs the argument \"{parameter.Name}\".");
            var values = new RouteValueDictionary { [parameter.Name] = value };
            if (Constraints(parameter, policies).Any(c => !c.Match(null, null, parameter.Name, values, RouteDirection.IncomingRequest)))
                return On(PlatformErrors.WrongType, parameter.Name);
        }

        return null;
    }

    private static IEnumerable<IRouteConstraint> Constraints(RoutePatternParameterPart parameter, ParameterPolicyFactory policies) =>
        parameter.ParameterPolicies.Select(p => policies.Create(parameter, p)).OfType<IRouteConstraint>();

    private static bool IsText(JsonElement value, bool allowList) =>
        value.ValueKind switch
        {
            // A line break would begin another header.
            JsonValueKind.String => value.GetString()!.AsSpan().IndexOfAny('\r', '\n') < 0,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => true,
            JsonValueKind.Array => allowList && value.EnumerateArray().All(v => IsText(v, allowList: false)),
            _ => false,
        };

    private static ProblemHttpResult On(Error error, string name, string? detail = null) =>
        error.ToProblem(
            detail,
            new Dictionary<string, FieldError[]>(StringComparer.Ordinal)
            {
                ["/" + name] = [new FieldError(error.Code, detail ?? error.Title)],
            }
        );
}
