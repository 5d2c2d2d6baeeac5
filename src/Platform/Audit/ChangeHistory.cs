using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace SmartAI.Platform.Audit;

/// <summary>Reads the changed columns of audited entities from the change tracker, just before they are saved.</summary>
internal static class ChangeHistory
{
    internal const string Masked = "•••";

    internal static void AddTo(IReadOnlyList<AuditDraft> drafts, ChangeTracker tracker)
    {
        if (drafts.Count == 0)
            return;

        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (entry.Metadata.ClrType.GetCustomAttribute<AuditedAttribute>() is null)
                continue;
            var key = entry.Metadata.FindPrimaryKey()?.Properties is [var only] ? entry.Property(only).CurrentValue?.ToString() : null;
            var draft = drafts.FirstOrDefault(d => d.TargetId == key);
            if (draft is null)
                continue;
            foreach (var property in entry.Properties)
                Add(draft, entry.State, property);
        }
    }

    private static void Add(AuditDraft draft, EntityState state, PropertyEntry property)
    {
        var column = property.Metadata;
        if (
            column.IsPrimaryKey()
            || column.IsConcurrencyToken
            || column.PropertyInfo?.GetCustomAttribute<AuditIgnoredAttribute>() is not null
        )
            return;

        var before = state == EntityState.Added ? null : property.OriginalValue;
        var after = state == EntityState.Deleted ? null : property.CurrentValue;
        if (Same(before, after))
            return;

        var masked = column.PropertyInfo?.GetCustomAttribute<AuditMaskedAttribute>() is not null;
        draft.Changed(JsonNamingPolicy.CamelCase.ConvertName(column.Name), Shown(before, masked), Shown(after, masked));
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
}
