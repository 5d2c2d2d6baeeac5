using System.Text.Json.Serialization;

namespace SmartAI.Bench;

/// <summary>The platform's answers, member by member, so that both sides send the same JSON.</summary>
internal sealed record Person(
    Guid Id,
    string Email,
    string DisplayName,
    string Status,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt
);

internal sealed record PersonDetail(
    Guid Id,
    string Email,
    string DisplayName,
    string Status,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt,
    string? LockReason,
    DateTimeOffset? LockedAt,
    string Language,
    string TimeZone
)
{
    internal static PersonDetail Of(Person p, string? reason, DateTimeOffset? locked, string language, string zone) =>
        new(p.Id, p.Email, p.DisplayName, p.Status, p.Roles, p.CreatedAt, p.LastSeenAt, reason, locked, language, zone);
}

internal sealed record Page(IReadOnlyList<Person> Items, string? Next, long? Total);

internal sealed record Change(string Name, string Description, string[] Permissions);

internal sealed record Made(Guid Id, string Name, DateTimeOffset MadeAt);

internal sealed record Live(string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Page))]
[JsonSerializable(typeof(PersonDetail))]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(Made))]
[JsonSerializable(typeof(Live))]
internal sealed partial class BareJson : JsonSerializerContext;
