using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Access;

namespace SmartAI.Platform.Approvals;

/// <summary>Where an approval stands.</summary>
public enum ApprovalState
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting,

    /// <summary>Somebody said yes; a worker is about to run it.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Rejected,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>It ran and succeeded.</summary>
    Done,

    /// <summary>It was approved and could not be done.</summary>
    Failed,
}

/// <summary>
/// A change that waits for a person's yes, in <c>platform.approvals</c>: one operation with its exact arguments, to be run once, in one person's name.
/// </summary>
public sealed class Approval
{
    public required Guid Id { get; init; }

    /// <summary>On whose behalf it runs, and who asked: a program or the assistant only ever acts for its person.</summary>
    public required Guid PersonId { get; init; }
    public required string PersonName { get; init; }

    /// <summary>What asked in the person's name, and from where.</summary>
    public required Face Face { get; init; }
    public required Guid CredentialId { get; init; }
    public string? Client { get; init; }
    public string? Address { get; init; }

    /// <summary>The call's id: a second call with it is the same call.</summary>
    public required string CallId { get; init; }
    public required string Operation { get; init; }

    /// <summary>The operation's sentence when it was asked for.</summary>
    public required string Title { get; init; }

    /// <summary>One JSON object, as it came.</summary>
    public required string Arguments { get; set; }
    public string? TargetType { get; init; }
    public string? TargetId { get; set; }
    public string? TargetName { get; set; }

    /// <summary>A JSON array of <see cref="ApprovalChange"/>.</summary>
    public required string Changes { get; set; }

    /// <summary>True where holders of <see cref="ApprovalPermissions.Decide"/> decide and never the person themselves; else the person does.</summary>
    public required bool SecondPerson { get; init; }
    public ApprovalState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public Guid? DecidedById { get; set; }
    public string? DecidedByName { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The HTTP status, the error code and the content that the operation answered with.</summary>
    public int? ResultStatus { get; set; }
    public string? ResultCode { get; set; }
    public string? Result { get; set; }
    public uint Version { get; private set; }

    /// <summary>True if this person may say yes or no.</summary>
    public bool MayBeDecidedBy(Caller caller) =>
        SecondPerson ? caller.UserId != PersonId && caller.Granted.Contains(ApprovalPermissions.Decide.Name) : caller.UserId == PersonId;

    /// <summary>The state as of now: what nobody decided in time has expired, also before the upkeep comes by.</summary>
    public ApprovalState StateAt(DateTimeOffset now) => State == ApprovalState.Waiting && ExpiresAt <= now ? ApprovalState.Expired : State;

    /// <summary>Takes over what somebody changed in a copy of it.</summary>
    public void ChangeTo(Approval edited) =>
        (Arguments, TargetId, TargetName, Changes) = (edited.Arguments, edited.TargetId, edited.TargetName, edited.Changes);

    /// <summary>Maps the table; the kernel's context alone migrates it.</summary>
    public static void Map(ModelBuilder model, bool owned = false) =>
        model.Entity<Approval>(approval =>
        {
            approval.ToTable(
                "approvals",
                "platform",
                table =>
                {
                    if (!owned)
                        table.ExcludeFromMigrations();
                }
            );
            approval.Property(a => a.Id).ValueGeneratedNever();
            approval.Property(a => a.Version).IsRowVersion();
            approval.Property(a => a.State).HasConversion(s => s.ToString().ToLowerInvariant(), t => Enum.Parse<ApprovalState>(t, true));
            approval.Property(a => a.Face).HasConversion(f => f.ToString().ToLowerInvariant(), t => Enum.Parse<Face>(t, true));
            // "json" and not "jsonb": the exact text is what was approved.
            approval.Property(a => a.Arguments).HasColumnType("json");
            approval.Property(a => a.Changes).HasColumnType("json");
            approval.Property(a => a.Result).HasColumnType("json");
            approval.HasIndex(a => new { a.PersonId, a.CallId }).IsUnique();
            approval.HasIndex(a => new { a.PersonId, a.Id });
            approval.HasIndex(a => a.CredentialId);
            approval.HasIndex(a => a.Id).HasFilter("second_person").HasDatabaseName("ix_approvals_second_person");
            approval.HasIndex(a => a.ExpiresAt).HasFilter("state = 'waiting'").HasDatabaseName("ix_approvals_waiting");
        });
}

/// <summary>One argument beside what it would replace.</summary>
/// <param name="Field">The argument.</param>
/// <param name="Before">The present value, as JSON; null also where it is not known.</param>
/// <param name="After">The new value, as JSON.</param>
/// <param name="IsKnown">False where the operation could not tell the present value.</param>
public sealed record ApprovalChange(string Field, System.Text.Json.JsonElement? Before, System.Text.Json.JsonElement? After, bool IsKnown);
