using System.Text.Json;

namespace SmartAI.Repository.Tests;

/// <summary>The last lines of a run of the tests, from what the runners wrote.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("smartai-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_failed_test_is_named_with_its_message_in_one_line_right_before_the_counts()
    {
        Program("Some.Tests", code: 1, Test("Adds", "passed"), Test("Takes", "failed", "3\n   should be\n4"), Test("Waits", "skipped"));
        Write("web.json", Web(("shows it", "failed", ["AssertionError: expected 1 to be 2\n    at /x/web/src/a.test.ts:1"])));
        Ended("web", 1);

        (await SumAsync()).ShouldBe([
            "failed: Some.Takes: 3 should be 4",
            "failed: web/src/a.test.tsx > a page > shows it: AssertionError: expected 1 to be 2",
            "1 passed, 2 failed, 1 skipped",
        ]);
    }

    [Fact]
    public async Task What_passes_on_a_second_attempt_counts_as_passed_and_is_named()
    {
        Program("Some.Tests", code: 1, Test("Adds", "passed"), Test("Takes", "failed", "too late"), Test("Gives", "failed", "wrong"));
        Write("Some.Tests.again.json", Report([Test("Takes", "passed"), Test("Gives", "failed", "wrong again")]));
        Write("web.json", Web(("shows it", "passed", ["AssertionError: not yet"]), ("hides it", "passed", [])));
        Ended("web", 0);

        (await SumAsync()).ShouldBe([
            "passed only on the second attempt: Some.Takes: too late",
            "passed only on the second attempt: web/src/a.test.tsx > a page > shows it: AssertionError: not yet",
            "failed: Some.Gives: wrong",
            "4 passed, 1 failed, 0 skipped",
        ]);
    }

    [Fact]
    public async Task A_theory_whose_fixture_failed_passes_on_a_second_attempt_only_with_all_of_its_rows()
    {
        Program("Some.Tests", code: 1, Test("Takes", "failed", "no server"), Test("Gives", "failed", "no server"));
        Write(
            "Some.Tests.again.json",
            Report([
                Test("Takes", "passed", arguments: "(n: 1)"),
                Test("Takes", "passed", arguments: "(n: 2)"),
                Test("Gives", "passed", arguments: "(n: 1)"),
                Test("Gives", "failed", arguments: "(n: 2)"),
            ])
        );

        (await SumAsync()).ShouldBe([
            "passed only on the second attempt: Some.Takes: no server",
            "failed: Some.Gives: no server",
            "2 passed, 1 failed, 0 skipped",
        ]);
    }

    [Fact]
    public async Task What_no_test_explains_is_a_failure_too()
    {
        Write("Crashed.Tests.log", "Starting\nOut of memory.\n");
        Ended("Crashed.Tests", 134);
        Write("Hung.Tests.log", "Starting\n");
        Write("database.log", "Nothing to say\n");
        Write(
            "Left.Tests.json",
            Report(
                [Test("Adds", "passed")],
                new
                {
                    name = "Some.Class",
                    type = "test-class-cleanup",
                    message = "still open",
                }
            )
        );
        Ended("Left.Tests", 1);

        (await SumAsync()).ShouldBe([
            "failed: Crashed.Tests: ended with 134. Starting Out of memory.",
            "failed: Hung.Tests: did not end. Starting",
            "failed: Some.Class (test-class-cleanup): still open",
            "1 passed, 3 failed, 0 skipped",
        ]);
    }

    [Fact]
    public async Task A_second_attempt_runs_each_failed_method_once_and_none_where_everything_fails()
    {
        Write("few.json", Report([Test("Takes", "failed"), Test("Takes", "failed"), Test("Gives", "failed"), Test("Adds", "passed")]));
        Write("all.json", Report([.. Enumerable.Range(0, 21).Select(i => Test($"Takes{i}", "failed"))]));

        (await RunAsync("again", Path.Combine(folder, "few.json"))).ShouldBe(["Some.Takes", "Some.Gives"]);
        (await RunAsync("again", Path.Combine(folder, "all.json"))).ShouldBeEmpty();
    }

    private Task<string[]> SumAsync() => RunAsync("sum", folder);

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        var ended = await Commands.RunAsync(Clone.Root(), "node", ["scripts/test-report.mjs", .. arguments]);
        ended.Code.ShouldBe(0, ended.Words);
        return ended.Words.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Program(string name, int code, params object[] tests)
    {
        Write($"{name}.json", Report(tests));
        Ended(name, code);
    }

    private void Ended(string name, int code)
    {
        Write($"{name}.code", $"{code}\n");
        if (!File.Exists(Path.Combine(folder, $"{name}.log")))
            Write($"{name}.log", "");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    // The parts of xUnit's CTRF and of vitest's JSON that are read.
    private static object Test(string method, string status, string? message = null, string arguments = "") =>
        new
        {
            name = $"Some.{method}{arguments}",
            status,
            message,
            extra = new { type = "Some", method },
        };

    private static string Report(object[] tests, params object[] errors) =>
        JsonSerializer.Serialize(new { results = new { tests, extra = new { suites = new[] { new { errors } } } } });

    private static string Web(params (string Title, string Status, string[] FailureMessages)[] tests) =>
        JsonSerializer.Serialize(
            new
            {
                testResults = new[]
                {
                    new
                    {
                        name = "/somewhere/web/src/a.test.tsx",
                        assertionResults = tests.Select(t => new
                        {
                            ancestorTitles = new[] { "a page" },
                            title = t.Title,
                            status = t.Status,
                            failureMessages = t.FailureMessages,
                        }),
                    },
                },
            }
        );
}
