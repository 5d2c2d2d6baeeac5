using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Assistant.Data.Migrations
{
    /// <inheritdoc />
    public partial class AtLimit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "at_limit",
                schema: "assistant",
                table: "budgets",
                type: "character varying(12)",
                maxLength: 12,
                nullable: false,
                defaultValue: "WithoutModel");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "at_limit",
                schema: "assistant",
                table: "budgets");
        }
    }
}
