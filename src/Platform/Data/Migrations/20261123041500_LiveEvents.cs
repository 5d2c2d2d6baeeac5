using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartAI.Platform.Data.Migrations;

/// <summary>
/// What open pages are told. Written and read in SQL only, so the model does not know it: EF Core has no words for the transaction id that orders it.
/// </summary>
[DbContext(typeof(PlatformDb))]
[Migration("20261123041500_LiveEvents")]
public sealed class LiveEvents : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table platform.live_events (
                id bigint generated always as identity primary key,
                xid xid8 not null default pg_current_xact_id(),
                user_id uuid not null,
                credential_id uuid,
                kind text not null,
                data jsonb not null,
                told_at timestamptz not null default clock_timestamp());
            create index ix_live_events_xid on platform.live_events (xid);
            create index ix_live_events_user on platform.live_events (user_id, xid);
            """
        );

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("live_events", "platform");
}
