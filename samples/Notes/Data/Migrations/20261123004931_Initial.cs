using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Notes.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "notes");

            migrationBuilder.CreateTable(
                name: "notes",
                schema: "notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "und-x-icu"),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notes", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_notes_created_at_id",
                schema: "notes",
                table: "notes",
                columns: new[] { "created_at", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_notes_title_id", schema: "notes", table: "notes", columns: new[] { "title", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "notes", schema: "notes");
        }
    }
}
