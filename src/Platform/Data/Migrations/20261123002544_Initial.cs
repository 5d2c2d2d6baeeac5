using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SmartAI.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "platform");

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.name);
                }
            );

            migrationBuilder.CreateTable(
                name: "development_mails",
                schema: "platform",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_development_mails", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                schema: "platform",
                columns: table => new
                {
                    caller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    operation = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_idempotent_answers",
                        x => new
                        {
                            x.caller_id,
                            x.operation,
                            x.key,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "jobs",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    priority = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    max_attempts = table.Column<int>(type: "integer", nullable: false),
                    run_at = table.Column<DateTimeOffset>(
                        type: "timestamp with time zone",
                        nullable: false,
                        defaultValueSql: "clock_timestamp()"
                    ),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    locked_by = table.Column<string>(type: "text", nullable: true),
                    deduplication_key = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                    table.CheckConstraint("ck_jobs_status", "status in ('ready', 'running', 'done', 'dead')");
                }
            );

            migrationBuilder.CreateTable(
                name: "refusal_counts",
                schema: "platform",
                columns: table => new
                {
                    minute = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refusal_counts", x => new { x.minute, x.subject });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_created_at",
                schema: "platform",
                table: "idempotent_answers",
                column: "created_at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_jobs_finished",
                schema: "platform",
                table: "jobs",
                column: "finished_at",
                filter: "finished_at is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_jobs_leased",
                schema: "platform",
                table: "jobs",
                column: "lease_until",
                filter: "status = 'running'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ready",
                schema: "platform",
                table: "jobs",
                columns: new[] { "priority", "run_at", "id" },
                descending: new[] { true, false, false },
                filter: "status = 'ready'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_jobs_deduplication",
                schema: "platform",
                table: "jobs",
                column: "deduplication_key",
                unique: true,
                filter: "deduplication_key is not null and finished_at is null"
            );

            // The trail is partitioned by the month in its UUIDv7 id. The first 48 bits of such an id are milliseconds since 1970 (RFC 9562).
            migrationBuilder.Sql(
                """
                create table platform.audit_entries (
                    id uuid not null,
                    occurred_at timestamptz not null,
                    xid xid8 not null default pg_current_xact_id(),
                    face text not null,
                    operation text not null,
                    action text not null,
                    outcome text not null,
                    code text,
                    actor_id uuid,
                    actor_name text,
                    on_behalf_of_id uuid,
                    on_behalf_of_name text,
                    target_type text,
                    target_id text,
                    target_name text,
                    request_id text not null,
                    address text,
                    client text,
                    changes jsonb,
                    salt bytea not null,
                    constraint pk_audit_entries primary key (id)
                ) partition by range (id);
                create index ix_audit_entries_occurred_at on platform.audit_entries (occurred_at, id);
                create index ix_audit_entries_actor on platform.audit_entries (actor_id, occurred_at, id) where actor_id is not null;
                create index ix_audit_entries_target on platform.audit_entries (target_id, occurred_at, id) where target_id is not null;
                create index ix_audit_entries_action on platform.audit_entries (action, occurred_at, id);
                create index ix_audit_entries_operation on platform.audit_entries (operation, occurred_at, id);
                create index ix_audit_entries_request on platform.audit_entries (request_id);
                create table platform.audit_entries_default partition of platform.audit_entries default;

                -- 48 bits of milliseconds (RFC 9562): what lies outside of them, infinity too, is their end.
                create function platform.uuid_at(moment timestamptz) returns uuid language sql immutable as $$
                    select (lpad(to_hex(greatest(0, least(extract(epoch from moment) * 1000, 281474976710655))::bigint), 12, '0')
                        || '00000000000000000000')::uuid
                $$;

                -- Entries of a month without a partition stand in the default one, and a partition cannot be made beside them: they move into it. The
                -- parent is locked first and alone, so that whoever reads and then writes is let through and nobody waits in a circle; the wait is short,
                -- because everybody queues up behind it. What does not succeed is tried again in an hour, and the default partition takes all until then.
                create function platform.make_audit_partition(month date) returns void language plpgsql set lock_timeout = '2s' as $$
                declare
                    first uuid := platform.uuid_at(date_trunc('month', month::timestamp) at time zone 'utc');
                    last uuid := platform.uuid_at((date_trunc('month', month::timestamp) + interval '1 month') at time zone 'utc');
                    name text := 'audit_entries_' || to_char(month, 'YYYY_MM');
                begin
                    if to_regclass('platform.' || name) is not null then
                        return;
                    end if;
                    lock table platform.audit_entries in access exclusive mode;
                    if to_regclass('platform.' || name) is not null then
                        return;
                    end if;
                    execute format('create table platform.%I (like platform.audit_entries including all)', name);
                    execute format(
                        'with moved as (delete from platform.audit_entries_default where id >= %L and id < %L returning *) insert into platform.%I select * from moved',
                        first, last, name
                    );
                    execute format('alter table platform.audit_entries attach partition platform.%I for values from (%L) to (%L)', name, first, last);
                end
                $$;

                select platform.make_audit_partition((date_trunc('month', now() at time zone 'utc') + n * interval '1 month')::date) from generate_series(0, 2) n;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop table platform.audit_entries;
                drop function platform.make_audit_partition(date);
                drop function platform.uuid_at(timestamptz);
                """
            );
            migrationBuilder.DropTable(name: "data_protection_keys", schema: "platform");

            migrationBuilder.DropTable(name: "development_mails", schema: "platform");

            migrationBuilder.DropTable(name: "idempotent_answers", schema: "platform");

            migrationBuilder.DropTable(name: "jobs", schema: "platform");

            migrationBuilder.DropTable(name: "refusal_counts", schema: "platform");
        }
    }
}
