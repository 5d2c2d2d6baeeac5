using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class BackupKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kind",
                schema: "platform",
                table: "backups",
                type: "text",
                nullable: false,
                defaultValue: "logical");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lost_at",
                schema: "platform",
                table: "backups",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "schema_version",
                schema: "platform",
                table: "backups",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "kind",
                schema: "platform",
                table: "backups");

            migrationBuilder.DropColumn(
                name: "lost_at",
                schema: "platform",
                table: "backups");

            migrationBuilder.DropColumn(
                name: "schema_version",
                schema: "platform",
                table: "backups");
        }
    }
}
