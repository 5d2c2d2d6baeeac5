using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace SmartAI.Assistant.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "assistant");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "knowledge_sources",
                schema: "assistant",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    indexed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_knowledge_sources", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "known_words",
                schema: "assistant",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    word = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_words", x => new { x.source, x.word });
                });

            migrationBuilder.CreateTable(
                name: "passages",
                schema: "assistant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    anchor = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    trail = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    search = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false, computedColumnSql: "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', trail), 'B') || setweight(to_tsvector('english', text), 'D')", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "providers",
                schema: "assistant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "und-x-icu"),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    protected_key = table.Column<string>(type: "text", nullable: true),
                    model = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    first_token_seconds = table.Column<int>(type: "integer", nullable: false),
                    whole_seconds = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_providers", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_known_words_word",
                schema: "assistant",
                table: "known_words",
                column: "word")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_passages_search",
                schema: "assistant",
                table: "passages",
                column: "search")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_passages_source_path_anchor",
                schema: "assistant",
                table: "passages",
                columns: new[] { "source", "path", "anchor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_providers_name_id",
                schema: "assistant",
                table: "providers",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_providers_position_id",
                schema: "assistant",
                table: "providers",
                columns: new[] { "position", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "knowledge_sources",
                schema: "assistant");

            migrationBuilder.DropTable(
                name: "known_words",
                schema: "assistant");

            migrationBuilder.DropTable(
                name: "passages",
                schema: "assistant");

            migrationBuilder.DropTable(
                name: "providers",
                schema: "assistant");
        }
    }
}
