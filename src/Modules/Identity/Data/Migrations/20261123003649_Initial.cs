using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Identity.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "identity");

            migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "guess_counts",
                schema: "identity",
                columns: table => new
                {
                    subject = table.Column<string>(type: "text", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guess_counts", x => x.subject);
                }
            );

            migrationBuilder.CreateTable(
                name: "roles",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "und-x-icu"),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    permissions = table.Column<string[]>(type: "text[]", nullable: false),
                    is_built_in = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "users",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "und-x-icu"),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    display_name = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false,
                        collation: "und-x-icu"
                    ),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    lock_reason = table.Column<string>(type: "text", nullable: true),
                    locked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    theme = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    density = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    search_text = table.Column<string>(
                        type: "text",
                        nullable: false,
                        computedColumnSql: "display_name || ' ' || email",
                        stored: true
                    ),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "access_tokens",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_tokens_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "identity",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "one_time_links",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_one_time_links_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "identity",
                        principalTable: "users",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "ended_sessions",
                schema: "identity",
                columns: table => new
                {
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ended_sessions", x => x.secret_hash);
                }
            );

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    client = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "identity",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "user_activity",
                schema: "identity",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_activity", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_user_activity_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "identity",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_secret_hash",
                schema: "identity",
                table: "access_tokens",
                column: "secret_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_user_id_created_at_id",
                schema: "identity",
                table: "access_tokens",
                columns: new[] { "user_id", "created_at", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_guess_counts_ends_at", schema: "identity", table: "guess_counts", column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_one_time_links_expires_at",
                schema: "identity",
                table: "one_time_links",
                column: "expires_at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_one_time_links_secret_hash",
                schema: "identity",
                table: "one_time_links",
                column: "secret_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_one_time_links_user_id_purpose",
                schema: "identity",
                table: "one_time_links",
                columns: new[] { "user_id", "purpose" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_roles_created_at_id",
                schema: "identity",
                table: "roles",
                columns: new[] { "created_at", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_roles_name", schema: "identity", table: "roles", column: "name", unique: true);

            migrationBuilder.CreateIndex(name: "ix_ended_sessions_ended_at", schema: "identity", table: "ended_sessions", column: "ended_at");

            migrationBuilder.CreateIndex(name: "ix_sessions_expires_at", schema: "identity", table: "sessions", column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_secret_hash",
                schema: "identity",
                table: "sessions",
                column: "secret_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id_created_at_id",
                schema: "identity",
                table: "sessions",
                columns: new[] { "user_id", "created_at", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_user_activity_last_seen_at_user_id",
                schema: "identity",
                table: "user_activity",
                columns: new[] { "last_seen_at", "user_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_users_created_at_id",
                schema: "identity",
                table: "users",
                columns: new[] { "created_at", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_users_display_name_id",
                schema: "identity",
                table: "users",
                columns: new[] { "display_name", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_users_email_id", schema: "identity", table: "users", columns: new[] { "email", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_email",
                schema: "identity",
                table: "users",
                column: "normalized_email",
                unique: true
            );

            migrationBuilder
                .CreateIndex(name: "ix_users_roles", schema: "identity", table: "users", column: "roles")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder
                .CreateIndex(name: "ix_users_search_text", schema: "identity", table: "users", column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_users_status_created_at_id",
                schema: "identity",
                table: "users",
                columns: new[] { "status", "created_at", "id" }
            );

            // The containment operator is what the GIN index on roles serves.
            migrationBuilder.Sql(
                """
                create function identity.members_of(role text) returns integer language sql stable as $$
                    select count(*)::integer from identity.users where roles @> array[role]
                $$;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function identity.members_of(text)");

            migrationBuilder.DropTable(name: "access_tokens", schema: "identity");

            migrationBuilder.DropTable(name: "ended_sessions", schema: "identity");

            migrationBuilder.DropTable(name: "guess_counts", schema: "identity");

            migrationBuilder.DropTable(name: "one_time_links", schema: "identity");

            migrationBuilder.DropTable(name: "roles", schema: "identity");

            migrationBuilder.DropTable(name: "sessions", schema: "identity");

            migrationBuilder.DropTable(name: "user_activity", schema: "identity");

            migrationBuilder.DropTable(name: "users", schema: "identity");
        }
    }
}
