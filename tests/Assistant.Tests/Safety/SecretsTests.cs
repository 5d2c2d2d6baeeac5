using SmartAI.Assistant.Safety;

namespace SmartAI.Assistant.Tests.Safety;

/// <summary>What is taken out of text before it leaves the installation, and what is not.</summary>
public sealed class SecretsTests
{
    [Theory]
    [InlineData("my key is sk-proj-abcdefgh12345678 ok", "abcdefgh12345678")]
    [InlineData("sai_pat_abcdEFGH12345678", "EFGH12345678")]
    [InlineData("ghp_abcdefghijklmnop", "abcdefghijklmnop")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "IOSFODNN7EXAMPLE")]
    [InlineData("xoxb" + "-12345678-abcdefgh", "12345678")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.abcdefghijk", "abcdefghijk")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----", "MIIEvQIBADANBg")]
    [InlineData("""{"password":"correct horse"}""", "correct")]
    [InlineData("password: hunter2222", "hunter2222")]
    [InlineData("contraseña: tigre-azul", "tigre-azul")]
    [InlineData("api_key=abcdef123456", "abcdef123456")]
    public void A_secret_is_masked(string text, string secret) => Secrets.Mask(text).ShouldNotContain(secret);

    [Theory]
    [InlineData("How do I change my password?")]
    [InlineData("""{"id":"0198f2c4-5a1b-7c3d-8e9f-001122334455","email":"sam@example.org"}""")]
    [InlineData("The token expires in 30 days.")]
    [InlineData("ask-me-anything is a section")]
    public void What_is_no_secret_stays(string text) => Secrets.Mask(text).ShouldBe(text);

    [Theory]
    [InlineData("password password: token=\"", 20_000)]
    [InlineData("eyJhbGciOiJ-", 2_000_000)]
    public async Task A_long_text_takes_no_long_time(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));

        // What looks at the rest of the text from each piece does not end in minutes.
        var masked = await Task.Run(() => Secrets.Mask(text), TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        masked.Length.ShouldBeLessThanOrEqualTo(text.Length + 100_000);
    }
}
