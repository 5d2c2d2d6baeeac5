using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using SmartAI.Platform.Data;

namespace SmartAI.Architecture.Tests.Data;

/// <summary>Rule 2: a context maps its own schema, and the kernel's tables only as the kernel maps them: kept out of its migrations.</summary>
internal static class SchemaOwnership
{
    private const string Kernel = "platform";

    /// <summary>What a context's model maps that is not its own.</summary>
    internal static IEnumerable<string> ModelViolations(string schema, IModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var at = entity.GetSchema() ?? "public";
            if (at != schema && !(at == Kernel && entity.ClrType.Assembly == typeof(ModuleDbContext).Assembly))
                yield return $"{schema} maps {at}.{entity.GetTableName()}, which is not its own.";
            else if (at != schema && !entity.IsTableExcludedFromMigrations())
                yield return $"{schema} would migrate {at}.{entity.GetTableName()}: exclude it from the module's migrations.";

            foreach (var key in entity.GetForeignKeys().Where(k => (k.PrincipalEntityType.GetSchema() ?? "public") != at))
                yield return $"{schema} ties {at}.{entity.GetTableName()} to {key.PrincipalEntityType.GetSchema()}.{key.PrincipalEntityType.GetTableName()}: no foreign key crosses schemas.";
        }
    }

    /// <summary>What a migration does outside of the schema it belongs to.</summary>
    internal static IEnumerable<string> MigrationViolations(string schema, IEnumerable<MigrationOperation> operations)
    {
        foreach (var operation in operations)
        {
            var touched = operation.GetType().GetProperty("Schema")?.GetValue(operation) as string;
            if (touched is not null && touched != schema)
                yield return $"{schema} has a {operation.GetType().Name} on {touched}.";
            foreach (
                var key in operation is CreateTableOperation create ? create.ForeignKeys
                : operation is AddForeignKeyOperation add ? [add]
                : []
            )
                if (key.PrincipalSchema != key.Schema && (key.PrincipalSchema ?? schema) != schema)
                    yield return $"{schema} has a foreign key from {key.Table} to {key.PrincipalSchema}.{key.PrincipalTable}.";
            if (operation is SqlOperation sql)
                foreach (var found in ForeignSql.In(sql.Sql, schema, House.Schemas))
                    yield return $"{schema} migrates with SQL on {found}.";
        }
    }
}
