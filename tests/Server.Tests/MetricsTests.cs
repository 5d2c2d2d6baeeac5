namespace SmartAI.Server.Tests;

/// <summary><c>/metrics</c>, as Prometheus reads it of a node in a process of its own.</summary>
public sealed class MetricsTests
{
    private const string Token = "b7e1d5c2a4f60918b7e1d5c2a4f60918";

    [Fact]
    public async Task Requests_are_told_by_route_and_status_and_jobs_by_kind()
    {
        await using var database = await TestDatabase.CloneAsync();
        await using var served = await Served.StartAsync(
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
            ("SMARTAI_METRICS__TOKEN", Token)
        );
        using var http = new HttpClient { BaseAddress = served.Address };
        (
            await http.GetAsync("/api/v1/users/0198c2f4-0000-7000-8000-000000000001", TestContext.Current.CancellationToken)
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        // As the schedule of the kernel's own writes it.
        await database.RunAsync(
            """
            insert into platform.jobs (id, kind, queue, lane, payload, max_attempts, request_id, created_at)
            values (platform.uuid_at(now()), 'platform.jobs.tidy', 'default', 'default', '{}', 3, 'r', now())
            """
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        var text = await Eventually.IsAsync(
            () => http.GetStringAsync("/metrics", TestContext.Current.CancellationToken),
            said => said.Contains("smartai_job_run_duration_seconds_count", StringComparison.Ordinal),
            "a job among the figures"
        );

        Line(
            text,
            "http_server_request_duration_seconds_count{",
            "http_route=\"/api/v1/users/{id:guid}\"",
            "http_response_status_code=\"401\""
        );
        Line(text, "smartai_job_run_duration_seconds_count{", "job_kind=\"", "job_failed=\"false\"");
        Line(text, "db_client_connection_count{", "db_client_connection_pool_name=\"smartai\"");
        Line(text, "dotnet_process_memory_working_set_bytes");
    }

    private static void Line(string text, string start, params string[] parts) =>
        text.Split('\n')
            .ShouldContain(line =>
                line.StartsWith(start, StringComparison.Ordinal) && parts.All(part => line.Contains(part, StringComparison.Ordinal))
            );
}
