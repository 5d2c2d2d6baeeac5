namespace SmartAI.Assistant.Budgets;

/// <summary>What one person used of one model on one day (UTC). Kept by the day, so that a limit is asked with a few rows.</summary>
internal sealed class UsageDay
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>As they were called when they last used it.</summary>
    public required string PersonName { get; set; }
    public required DateTimeOffset Day { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ProviderName { get; set; }
    public required string Model { get; init; }
    public required long Questions { get; set; }
    public required long InputTokens { get; set; }
    public required long OutputTokens { get; set; }

    /// <summary>Millionths of the installation's currency, at the prices of then.</summary>
    public required long CostMicros { get; set; }
}

/// <summary>What happens to somebody who has used up what they may; the later one is the more generous.</summary>
internal enum AtLimit
{
    /// <summary>No question is answered. What needs no model, such as a tool chosen by hand, still is done.</summary>
    Refuse,

    /// <summary>Tools and passages are found by words, as where no model is configured.</summary>
    WithoutModel,

    /// <summary>The model goes on, and the person is told that they are over.</summary>
    Warn,
}

/// <summary>
/// How much somebody may use. The subject is a person's id, a role's name, or <see cref="Everyone"/>; a null is no limit.
/// </summary>
internal sealed class Budget
{
    internal const string Everyone = "everyone";

    public required string Subject { get; init; }

    /// <summary>As the person was called when it was set; null for roles.</summary>
    public string? PersonName { get; set; }
    public long? DayTokens { get; set; }
    public long? MonthTokens { get; set; }
    public long? DayCostMicros { get; set; }
    public long? MonthCostMicros { get; set; }
    public AtLimit AtLimit { get; set; } = AtLimit.WithoutModel;
    public uint Version { get; private set; }
    internal bool IsEmpty => this is { DayTokens: null, MonthTokens: null, DayCostMicros: null, MonthCostMicros: null };
}
