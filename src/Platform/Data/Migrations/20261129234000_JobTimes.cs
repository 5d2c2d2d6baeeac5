using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartAI.Platform.Data.Migrations;

/// <summary>Jobs can be listed by when they began and ended. What waits has neither time, so that writing a job costs no more than before.</summary>
[DbContext(typeof(PlatformDb))]
[Migration("20261129234000_JobTimes")]
public sealed class JobTimes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create index ix_jobs_started on platform.jobs (started_at, id) where started_at is not null;
            create index ix_job_history_started on platform.job_history (started_at, id);
            create index ix_job_history_finished on platform.job_history (finished_at, id);
            """
        );

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop index platform.ix_jobs_started, platform.ix_job_history_started, platform.ix_job_history_finished;
            """
        );
}
