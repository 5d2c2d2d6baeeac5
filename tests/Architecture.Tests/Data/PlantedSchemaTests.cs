using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using SmartAI.Platform.Audit;

namespace SmartAI.Architecture.Tests.Data;

/// <summary>Shows each guard of rule 2 red, on things that nobody should write.</summary>
public sealed class PlantedSchemaTests
{
    [Fact]
    public void A_foreign_table_a_crossing_key_and_a_migrated_kernel_table_are_reported()
    {
        using var planted = new PlantedDb();

        var found = SchemaOwnership.ModelViolations("files", planted.GetService<IDesignTimeModel>().Model).ToList();

        found.ShouldContain("files maps identity.users, which is not its own.");
        found.ShouldContain("files ties files.documents to identity.users: no foreign key crosses schemas.");
        found.ShouldContain("files would migrate platform.audit_entries: exclude it from the module's migrations.");
        found.Count.ShouldBe(3);
    }

    [Fact]
    public void A_migration_of_another_schema_is_reported()
    {
        var key = new AddForeignKeyOperation
        {
            Schema = "files",
            Table = "documents",
            PrincipalSchema = "identity",
            PrincipalTable = "users",
        };

        SchemaOwnership
            .MigrationViolations(
                "files",
                [
                    new DropTableOperation { Schema = "identity", Name = "users" },
                    key,
                    new SqlOperation { Sql = "delete from identity.users" },
                ]
            )
            .ShouldBe([
                "files has a DropTableOperation on identity.",
                "files has a foreign key from documents to identity.users.",
                "files migrates with SQL on identity.users.",
            ]);
    }

    [Theory]
    [InlineData("select 1 from identity.users u", "identity.users")]
    [InlineData(
        "db.SqlQuery<string>($\"select name as \\\"Value\\\" FROM \\\"identity\\\".\\\"users\\\" where id = {id}\")",
        "identity.users"
    )]
    [InlineData("select * from documents d join platform.audit_entries a on a.target_id = d.id", "platform.audit_entries")]
    [InlineData("update\n  identity . sessions set ended_at = now()", "identity.sessions")]
    public void Sql_on_anothers_table_is_reported(string source, string table) =>
        ForeignSql.In(source, "files", ["platform", "identity", "files"]).ShouldBe([table]);

    [Theory]
    [InlineData("select 1 from files.documents")]
    [InlineData("// read from identity.users, which we must not")]
    [InlineData("new Permission(\"identity.users.read\", \"See people\")")]
    public void Ones_own_table_a_comment_and_a_permission_are_not(string source) =>
        ForeignSql.In(source, "files", ["platform", "identity", "files"]).ShouldBeEmpty();

    private sealed class Person
    {
        public Guid Id { get; init; }
    }

    private sealed class Document
    {
        public Guid Id { get; init; }
        public Guid OwnerId { get; init; }
    }

    private sealed class PlantedDb : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql("Host=nowhere");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Person>().ToTable("users", "identity");
            modelBuilder.Entity<Document>().ToTable("documents", "files").HasOne<Person>().WithMany().HasForeignKey(d => d.OwnerId);
            modelBuilder.Entity<AuditEntry>().ToTable("audit_entries", "platform").Ignore(e => e.Changes);
        }
    }
}
