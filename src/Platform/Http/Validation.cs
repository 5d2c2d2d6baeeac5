using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Http;

/// <summary>
/// Checks the attributes on a request record before its handler runs, and answers 422 with one coded error a field. The framework's own generator did
/// not see records whose attributes are on properties (measured; docs/decisions), and its errors have no codes.
/// </summary>
internal static class Validation
{
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    internal static EndpointFilterDelegate Filter(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var bodies = context
            .MethodInfo.GetParameters()
            .Select((p, at) => (p.ParameterType, at))
            .Where(p => IsRequest(p.ParameterType))
            .ToArray();
        if (bodies.Length == 0)
            return next;
        return invocation =>
        {
            foreach (var (type, at) in bodies)
            {
                if (invocation.Arguments[at] is not { } request)
                    continue;
                var errors = Check(type, request);
                foreach (var name in MergePatch.Nulls(invocation.HttpContext))
                    if (Find(type, name) is { IsRemovable: false } kept)
                        errors.TryAdd(
                            kept.Pointer,
                            [new FieldError("validation.required", "It can be changed and left out, not removed.")]
                        );
                if (errors.Count > 0)
                    return ValueTask.FromResult<object?>(PlatformErrors.ValidationFailed.ToProblem(fields: errors));
            }

            return next(invocation);
        };
    }

    /// <summary>A request is a record nested in its slice; nothing else that a handler takes is one.</summary>
    internal static bool IsRequest(Type type) =>
        type is { IsClass: true, IsNested: true } && type.Name.EndsWith("Request", StringComparison.Ordinal);

    internal static Dictionary<string, FieldError[]> Check(Type type, object request)
    {
        var errors = new Dictionary<string, FieldError[]>(StringComparer.Ordinal);
        foreach (var member in Known.GetOrAdd(type, Read))
        {
            var value = member.Property.GetValue(request);
            if (value is null)
            {
                if (member.IsRequired)
                    errors[member.Pointer] = [new FieldError("validation.required", "This is needed.")];
                continue;
            }

            // Lengths first: what is too long is told as that alone, and no pattern is tried on a text without an end.
            var broken = member.Rules.Where(r => IsLength(r) && !r.IsValid(value)).ToArray();
            if (broken.Length == 0)
                broken = member.Rules.Where(r => !IsLength(r) && !IsKept(r, value)).ToArray();
            var wrong = broken.Select(r => new FieldError(CodeOf(r, value), r.FormatErrorMessage(member.Name))).ToArray();
            if (wrong.Length > 0)
                errors[member.Pointer] = wrong;
            else if (value is IEnumerable<string?> items && items.Any(i => i is null))
                errors[member.Pointer] = [new FieldError("validation.required", "A list holds no nulls.")];
        }

        return errors;
    }

    private static bool IsLength(ValidationAttribute rule) =>
        rule is StringLengthAttribute or MinLengthAttribute or MaxLengthAttribute or LengthAttribute;

    private static bool IsKept(ValidationAttribute rule, object value) =>
        rule.IsValid(value) && (rule is not EmailAddressAttribute || MailRules.IsAddress(((string)value).Trim()));

    private static Member? Find(Type type, string name) =>
        Array.Find(Known.GetOrAdd(type, Read), m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Member[] Read(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. type.GetProperties()
                .Select(p =>
                {
                    var name = JsonNamingPolicy.CamelCase.ConvertName(p.Name);
                    var optional =
                        Nullable.GetUnderlyingType(p.PropertyType) is not null
                        || nullability.Create(p).ReadState == NullabilityState.Nullable;
                    var rules = p.GetCustomAttributes<ValidationAttribute>().ToArray();
                    // Two seconds by the clock on the wall are an exception where the machine stands still for them, and here the text has an end.
                    foreach (var pattern in rules.OfType<RegularExpressionAttribute>())
                        pattern.MatchTimeoutInMilliseconds = -1;
                    return new Member(
                        p,
                        name,
                        "/" + name,
                        !optional || rules.Any(r => r is RequiredAttribute),
                        p.IsDefined(typeof(RemovableAttribute)),
                        rules
                    );
                }),
        ];
    }

    private static string CodeOf(ValidationAttribute rule, object value) =>
        rule switch
        {
            RequiredAttribute => "validation.required",
            EmailAddressAttribute => "validation.email",
            RangeAttribute => "validation.out_of_range",
            RegularExpressionAttribute => "validation.pattern",
            StringLengthAttribute length => value is string text && text.Length < length.MinimumLength
                ? "validation.too_short"
                : "validation.too_long",
            MinLengthAttribute => "validation.too_short",
            MaxLengthAttribute => "validation.too_long",
            LengthAttribute length => value is ICollection items && items.Count < length.MinimumLength
                ? "validation.too_short"
                : "validation.too_long",
            _ => "validation.invalid",
        };

    private sealed record Member(
        PropertyInfo Property,
        string Name,
        string Pointer,
        bool IsRequired,
        bool IsRemovable,
        ValidationAttribute[] Rules
    );
}
