using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Data;

/// <summary>The first answer to an Idempotency-Key, kept for 24 hours and encrypted, because some answers hold a secret.</summary>
internal sealed class IdempotentAnswer
{
    public required Guid CallerId { get; init; }
    public required string Operation { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public required int Status { get; init; }
    public required byte[] Answer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal static void Map(ModelBuilder model, bool owned) =>
        model.Entity<IdempotentAnswer>(answer =>
        {
            if (owned)
                answer.ToTable("idempotent_answers", "platform");
            else
                answer.ToTable("idempotent_answers", "platform", table => table.ExcludeFromMigrations());
            answer.HasKey(a => new
            {
                a.CallerId,
                a.Operation,
                a.Key,
            });
            answer.HasIndex(a => a.CreatedAt);
        });
}

/// <summary>One element of the data protection ring, wrapped by the master key.</summary>
internal sealed class StoredKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

/// <summary>How often an anonymous caller was refused in a minute: the first is an audit entry, the rest only count.</summary>
internal sealed class RefusalCount
{
    public required DateTimeOffset Minute { get; init; }
    public required string Subject { get; init; }
    public required int Count { get; init; }
}
