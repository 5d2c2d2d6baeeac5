using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmartAI.Platform.Access;

namespace SmartAI.Platform.Audit;

/// <summary>
/// One line of the trail, in <c>platform.audit_entries</c>. Never updated by the platform; personal values (names, address, client, changes) stand
/// beside a salt so that they can be erased later while a seal over their salted hash still verifies.
/// </summary>
public sealed class AuditEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The writing transaction, set by the database: readers that must not skip late commits compare it with <c>pg_snapshot_xmin</c>.</summary>
    public ulong Xid { get; init; }
    public required Face Face { get; init; }
    public required string Operation { get; init; }
    public required string Action { get; init; }
    public required Outcome Outcome { get; init; }

    /// <summary>The error code where the outcome is not a success.</summary>
    public string? Code { get; init; }
    public Guid? ActorId { get; set; }
    public string? ActorName { get; set; }
    public Guid? OnBehalfOfId { get; init; }
    public string? OnBehalfOfName { get; init; }
    public string? TargetType { get; init; }
    public string? TargetId { get; init; }
    public string? TargetName { get; init; }
    public required string RequestId { get; init; }
    public string? Address { get; init; }
    public string? Client { get; init; }
    public JsonDocument? Changes { get; set; }
    public byte[] Salt { get; init; } = RandomNumberGenerator.GetBytes(16);

    internal static void Map(ModelBuilder model) =>
        model.Entity<AuditEntry>(entry =>
        {
            // Partitioned by month, which EF cannot say: the platform's first migration creates it in SQL.
            entry.ToTable("audit_entries", "platform", table => table.ExcludeFromMigrations());
            // Written by the column's default and read by nobody who writes: as a generated value it would be returned by each insert.
            entry.Property(e => e.Xid).HasColumnType("xid8").Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            entry.Property(e => e.Face).HasConversion(f => f.ToString().ToLowerInvariant(), t => Enum.Parse<Face>(t, true));
            entry.Property(e => e.Outcome).HasConversion(o => o.ToString().ToLowerInvariant(), t => Enum.Parse<Outcome>(t, true));
            entry.Property(e => e.Changes).HasColumnType("jsonb");
        });
}

/// <summary>One changed field: its values before and after, as JSON; <c>"•••"</c> where they are masked.</summary>
public sealed record FieldChange(string Field, object? Before, object? After);
