using System.Text;

namespace SmartAI.Identity.Tests.Operations;

/// <summary>Every operation by every kind of caller: exactly the declared outcome.</summary>
public sealed class AccessTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Whoever_is_not_signed_in_gets_in_nowhere_but_where_anybody_may()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Surface.OfAsync(platform)).Operations)
        {
            var answer = await SendAsync(platform.Anonymous(), operation);
            if (
                operation.Permission is null
                    ? answer.Code?.StartsWith("access.", StringComparison.Ordinal) == true
                    : $"{answer.Status} {answer.Code}" != "401 access.not_signed_in"
            )
                wrong.Add($"{operation}: {answer.Status} {answer.Code}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_without_the_permission_and_a_token_without_the_scope_are_refused_and_told_what_lacks()
    {
        var member = await platform.SignedInAsync();
        var administrator = await platform.AdministratorAsync();
        var operations = (await Surface.OfAsync(platform)).Operations.Where(o => o.Permission is not null and not "self").ToArray();
        var permissions = operations.Select(o => o.Permission!).Distinct().ToArray();
        permissions.Length.ShouldBeGreaterThan(5);
        var wrong = new List<string>();
        foreach (var operation in operations)
        {
            var program = await platform.TokenAsync(administrator, permissions.First(p => p != operation.Permission));
            foreach (var (caller, code) in (IEnumerable<(Browser, string)>)[(member, "access.denied"), (program, "access.scope_missing")])
                if (
                    await SendAsync(caller, operation) is var answer
                    && ($"{answer.Status} {answer.Code}" != $"403 {code}" || answer.Text("permission") != operation.Permission)
                )
                    wrong.Add($"{operation}: {answer}");
        }

        wrong.ShouldBeEmpty();
    }

    private static Task<Answer> SendAsync(Browser caller, Operation operation) =>
        caller.SendAsync(
            operation.Method,
            operation.Path.Replace("{id}", "0199b1c0-0000-7000-8000-000000000001", StringComparison.Ordinal),
            operation.Method == HttpMethod.Get || operation.Example is not { } example
                ? null
                : new StringContent(example.GetRawText(), Encoding.UTF8, "application/json"),
            operation.Method == HttpMethod.Patch ? [("If-Match", "*")] : []
        );
}
