namespace SmartAI.Audit.Tests;

/// <summary>Pages stay fast however much is stored: their plans are read, not their time.</summary>
public sealed class PlanTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_page_of_twenty_thousand_is_found_by_an_index()
    {
        var administrator = await platform.AdministratorAsync();
        await platform.Database.RunAsync(
            """
            with made as (
                insert into identity.users (id, email, normalized_email, display_name, status, roles, language, time_zone, theme, density, created_at, is_demo)
                select gen_random_uuid(), 'plan' || n || '@example.com', 'PLAN' || n || '@EXAMPLE.COM', 'Plan ' || n, (array['Active','Active','Active','Locked'])[n % 4 + 1], '{member}',
                    'en', 'UTC', 'System', 'Comfortable', timestamptz '2026-01-01' + n * interval '1 minute', false from generate_series(1, 20000) n returning id)
            insert into identity.user_activity (user_id, last_seen_at) select id, now() from made
            """
        );
        await platform.Database.RunAsync(
            """
            insert into platform.audit_entries (id, occurred_at, face, operation, action, outcome, actor_id, target_id, request_id, salt)
            select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 minute', 'web', 'plan.op' || n % 20, 'plan.done' || n % 20, 'succeeded', gen_random_uuid(), n::text, n::text, '\x00' from generate_series(1, 20000) n
            """
        );
        await platform.Database.RunAsync("analyze");

        foreach (
            var query in (string[])
                [
                    "/api/v1/users",
                    "/api/v1/users?sort=email",
                    "/api/v1/users?sort=-displayName",
                    "/api/v1/users?status=locked",
                    "/api/v1/audit",
                    "/api/v1/audit?action=plan.done3",
                    "/api/v1/audit?targetId=77",
                ]
        )
        {
            using var statements = new Statements(platform.Database);
            (await administrator.GetAsync(query)).ShouldBe(200).Items.ShouldNotBeEmpty(query);
            var page = statements.All.Last(s =>
                s.Contains("LIMIT", StringComparison.Ordinal)
                && (
                    s.Contains("FROM identity.users", StringComparison.Ordinal)
                    || s.Contains("FROM platform.audit_entries", StringComparison.Ordinal)
                )
            );
            var plan = await platform.Database.PlanAsync(page);
            plan.ShouldContain("Index", customMessage: query);
            // A month's partition that holds a handful of rows is rightly read whole; what must not be scanned is what is large.
            foreach (
                var scan in System
                    .Text.RegularExpressions.Regex.Matches(plan, @"Seq Scan on \S+ \S+ +\(cost=\S+ rows=(?<rows>\d+)")
                    .Select(m => m.Groups["rows"].Value)
            )
                int.Parse(scan, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(1000, $"{query}\n{plan}");
            plan.ShouldNotContain("Seq Scan on users");
            plan.ShouldNotContain("Seq Scan on user_activity");
        }
    }
}
