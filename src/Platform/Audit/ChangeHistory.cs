using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmartAI.Platform.Audit;

/// <summary>Reads the changed columns of audited entities from the change tracker, just before they are saved.</summary>
internal static class ChangeHistory
{
    internal const string Masked = "•••";

    // Attributes are read once for each model: to read them at every save took as long as to write the entry's SQL (perf).
    private static readonly ConditionalWeakTable<IEntityType, AuditedColumn[]> Known = [];

    internal static void AddTo(IReadOnlyList<AuditDraft> drafts, ChangeTracker tracker)
    {
        if (drafts.Count == 0)
            return;

        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var columns = Known.GetValue(entry.Metadata, ColumnsOf);
            if (columns.Length == 0)
                continue;
            var key = entry.Metadata.FindPrimaryKey()?.Properties is [var only] ? entry.Property(only).CurrentValue?.ToString() : null;
            var draft = drafts.FirstOrDefault(d => d.TargetId == key);
            if (draft is null)
                continue;
            foreach (var column in columns)
                Add(draft, entry.State, column, entry.Property(column.Property));
        }
    }

    /// <summary>What of an entity goes into the trail; nothing where it is not audited.</summary>
    private static AuditedColumn[] ColumnsOf(IEntityType entity) =>
        entity.ClrType.GetCustomAttribute<AuditedAttribute>() is null
            ? []
            :
            [
                .. entity
                    .GetProperties()
                    .Where(p => !p.IsPrimaryKey() && !p.IsConcurrencyToken)
                    .Where(p => p.PropertyInfo?.GetCustomAttribute<AuditIgnoredAttribute>() is null)
                    .Select(p => new AuditedColumn(
                        p,
                        JsonNamingPolicy.CamelCase.ConvertName(p.Name),
                        p.PropertyInfo?.GetCustomAttribute<AuditMaskedAttribute>() is not null
                    )),
            ];

    private static void Add(AuditDraft draft, EntityState state, AuditedColumn column, PropertyEntry property)
    {
        var before = state == EntityState.Added ? null : property.OriginalValue;
        var after = state == EntityState.Deleted ? null : property.CurrentValue;
        if (!Same(before, after))
            draft.Changed(column.Name, Shown(before, column.IsMasked), Shown(after, column.IsMasked));
    }

    private static bool Same(object? before, object? after) =>
        before is string[] a && after is string[] b ? a.SequenceEqual(b, StringComparer.Ordinal) : Equals(before, after);

    private static object? Shown(object? value, bool masked) =>
        value switch
        {
            null => null,
            _ when masked => Masked,
            Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
            _ => value,
        };

    private sealed record AuditedColumn(IProperty Property, string Name, bool IsMasked);
}
