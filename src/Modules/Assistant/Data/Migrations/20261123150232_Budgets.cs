using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Assistant.Data.Migrations
{
    /// <inheritdoc />
    public partial class Budgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "input_price_micros",
                schema: "assistant",
                table: "providers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "output_price_micros",
                schema: "assistant",
                table: "providers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "budgets",
                schema: "assistant",
                columns: table => new
                {
                    subject = table.Column<string>(type: "text", nullable: false),
                    day_tokens = table.Column<long>(type: "bigint", nullable: true),
                    month_tokens = table.Column<long>(type: "bigint", nullable: true),
                    day_cost_micros = table.Column<long>(type: "bigint", nullable: true),
                    month_cost_micros = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_budgets", x => x.subject);
                });

            migrationBuilder.CreateTable(
                name: "usage_days",
                schema: "assistant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_name = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    questions = table.Column<long>(type: "bigint", nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false),
                    cost_micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_day_id",
                schema: "assistant",
                table: "usage_days",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_person_id_day_provider_id_model",
                schema: "assistant",
                table: "usage_days",
                columns: new[] { "person_id", "day", "provider_id", "model" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "budgets",
                schema: "assistant");

            migrationBuilder.DropTable(
                name: "usage_days",
                schema: "assistant");

            migrationBuilder.DropColumn(
                name: "input_price_micros",
                schema: "assistant",
                table: "providers");

            migrationBuilder.DropColumn(
                name: "output_price_micros",
                schema: "assistant",
                table: "providers");
        }
    }
}
