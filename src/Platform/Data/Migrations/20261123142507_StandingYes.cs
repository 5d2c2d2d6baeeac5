using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class StandingYes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "allow_in_conversation",
                schema: "platform",
                table: "tool_policies",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "allow_in_conversation",
                schema: "platform",
                table: "tool_policies");
        }
    }
}
