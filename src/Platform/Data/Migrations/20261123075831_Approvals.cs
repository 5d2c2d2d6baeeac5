using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "approvals",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    face = table.Column<string>(type: "text", nullable: false),
                    credential_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    call_id = table.Column<string>(type: "text", nullable: false),
                    operation = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "json", nullable: false),
                    target_type = table.Column<string>(type: "text", nullable: true),
                    target_id = table.Column<string>(type: "text", nullable: true),
                    target_name = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<string>(type: "json", nullable: false),
                    second_person = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    result_status = table.Column<int>(type: "integer", nullable: true),
                    result_code = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "json", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approvals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tool_policies",
                schema: "platform",
                columns: table => new
                {
                    tool = table.Column<string>(type: "text", nullable: false),
                    everyone = table.Column<string>(type: "text", nullable: true),
                    forbid_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    ask_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    allow_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    second_person = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tool_policies", x => x.tool);
                });

            migrationBuilder.CreateIndex(
                name: "ix_approvals_credential_id",
                schema: "platform",
                table: "approvals",
                column: "credential_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_person_id_call_id",
                schema: "platform",
                table: "approvals",
                columns: new[] { "person_id", "call_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_approvals_person_id_id",
                schema: "platform",
                table: "approvals",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_approvals_second_person",
                schema: "platform",
                table: "approvals",
                column: "id",
                filter: "second_person");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_waiting",
                schema: "platform",
                table: "approvals",
                column: "expires_at",
                filter: "state = 'waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approvals",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "tool_policies",
                schema: "platform");
        }
    }
}
