using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;

namespace SmartAI.Architecture.Tests.Data;

public sealed class SchemaTests(House house)
{
    [Fact]
    public void A_module_has_one_context_and_its_schema_has_the_modules_name()
    {
        foreach (var module in House.Catalog.Modules)
        {
            var contexts = module.GetType().Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(DbContext)));
            contexts.ShouldBe(module.Context is null ? [] : [module.Context]);
            house.Services.GetServices<MigratedContext>().Where(c => c.Type == module.Context).ShouldAllBe(c => c.Schema == module.Name);
        }

        var owners = house.Services.GetServices<MigratedContext>().Select(c => c.Type);
        House.Catalog.Modules.Select(m => m.Context).OfType<Type>().ShouldBeSubsetOf(owners);
    }

    [Fact]
    public async Task A_context_maps_its_own_schema_and_no_key_leaves_it()
    {
        await using var scope = house.Services.CreateAsyncScope();
        foreach (var migrated in house.Services.GetServices<MigratedContext>())
        {
            var context = (DbContext)scope.ServiceProvider.GetRequiredService(migrated.Type);
            SchemaOwnership.ModelViolations(migrated.Schema, context.GetService<IDesignTimeModel>().Model).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_migration_touches_its_own_schema_only()
    {
        await using var scope = house.Services.CreateAsyncScope();
        foreach (var migrated in house.Services.GetServices<MigratedContext>())
        {
            var context = (DbContext)scope.ServiceProvider.GetRequiredService(migrated.Type);
            var migrations = context.GetService<IMigrationsAssembly>();
            foreach (var type in migrations.Migrations.Values)
            {
                var migration = migrations.CreateMigration(type, context.Database.ProviderName!);
                SchemaOwnership.MigrationViolations(migrated.Schema, migration.UpOperations).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void The_sql_in_a_modules_source_names_no_other_modules_table()
    {
        foreach (var module in House.Catalog.Modules)
        {
            var folder = House.ModuleProjects[module.GetType().Assembly.GetName().Name!];
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                if (!file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                    ForeignSql.In(File.ReadAllText(file), module.Name, House.Schemas).ShouldBeEmpty(file);
        }
    }
}
