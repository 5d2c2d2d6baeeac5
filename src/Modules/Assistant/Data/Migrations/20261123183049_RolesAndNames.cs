using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Assistant.Data.Migrations
{
    /// <inheritdoc />
    public partial class RolesAndNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "roles",
                schema: "assistant",
                table: "providers",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string>(
                name: "person_name",
                schema: "assistant",
                table: "budgets",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "roles",
                schema: "assistant",
                table: "providers");

            migrationBuilder.DropColumn(
                name: "person_name",
                schema: "assistant",
                table: "budgets");
        }
    }
}
