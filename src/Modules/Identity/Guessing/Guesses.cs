using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Npgsql;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity.Guessing;

/// <summary>
/// Counts failed guesses in the database, so that every node counts together, on a connection of its own, so that a failure is kept although the
/// operation rolls back. Right answers are not counted.
/// </summary>
internal sealed class Guesses(NpgsqlDataSource database, IDataProtectionProvider protection, PublicAddress address, TimeProvider clock)
{
    internal const int PerAccountAndAddress = 10;
    internal const int PerAccount = 100;
    internal const int PerAddress = 300;
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _devices = protection.CreateProtector("identity.device");

    private string CookieName => address.IsHttps ? "__Host-smartai-device" : "smartai-device";

    /// <summary>What a guess at this account from here counts against, and how much each takes.</summary>
    internal IReadOnlyList<(string Subject, int Limit)> SubjectsOf(HttpContext http, string account)
    {
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "";
        // A browser that has been signed in to this account before counts alone: strangers cannot keep its person out.
        if (DeviceFor(http, account) is { } device)
            return [($"device {device}", PerAccountAndAddress)];
        return [($"account {account} {from}", PerAccountAndAddress), ($"account {account}", PerAccount), ($"address {from}", PerAddress)];
    }

    /// <summary>True if this browser was signed in to the account before.</summary>
    internal bool Recognises(HttpContext http, string account) => DeviceFor(http, account) is not null;

    /// <summary>The seconds to wait, or null if a guess may be made.</summary>
    internal async Task<int?> WaitAsync(IReadOnlyList<(string Subject, int Limit)> subjects, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            select max(c.ends_at) from identity.guess_counts c join unnest($1, $2) as s(subject, allowed) on s.subject = c.subject
            where c.failures >= s.allowed and c.ends_at > $3
            """
        );
        command.Parameters.AddWithValue(subjects.Select(s => s.Subject).ToArray());
        command.Parameters.AddWithValue(subjects.Select(s => s.Limit).ToArray());
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return SecondsTo(await command.ExecuteScalarAsync(cancel) as DateTime?);
    }

    /// <summary>
    /// Notes a wrong guess, and outlives a caller who hangs up to escape the count. The seconds to wait if it was one too many: of many guesses that were sent
    /// at once, each was let through before the others had failed, so what was learned is told only to those within the limit.
    /// </summary>
    internal async Task<int?> CountAsync(IReadOnlyList<(string Subject, int Limit)> subjects)
    {
        await using var command = database.CreateCommand(
            """
            insert into identity.guess_counts as c (subject, failures, ends_at) select s, 1, $2 from unnest($1) as s order by s
            on conflict (subject) do update set failures = case when c.ends_at > $3 then c.failures + 1 else 1 end, ends_at = case when c.ends_at > $3 then c.ends_at else $2 end
            returning subject, failures, ends_at
            """
        );
        command.Parameters.AddWithValue(subjects.Select(s => s.Subject).ToArray());
        command.Parameters.AddWithValue(clock.GetUtcNow() + Window);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        var limits = subjects.ToDictionary(s => s.Subject, s => s.Limit, StringComparer.Ordinal);
        DateTime? until = null;
        await using var counts = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await counts.ReadAsync(CancellationToken.None))
        {
            if (counts.GetInt32(1) > limits[counts.GetString(0)] && (until is null || counts.GetDateTime(2) > until))
                until = counts.GetDateTime(2);
        }

        return SecondsTo(until);
    }

    private int? SecondsTo(DateTime? end) => end is { } at ? Math.Max(1, (int)(at - clock.GetUtcNow().UtcDateTime).TotalSeconds) : null;

    /// <summary>The answer while guessing is slowed.</summary>
    internal static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refuse(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return IdentityErrors.TooManyAttempts.ToProblem();
    }

    /// <summary>Remembers that this browser was signed in to the account.</summary>
    internal void Recognise(HttpContext http, string account, Guid device) =>
        http.Response.Cookies.Append(
            CookieName,
            _devices.Protect($"{device:N} {account}"),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = address.IsHttps,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );

    private string? DeviceFor(HttpContext http, string account)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
            return null;
        try
        {
            return _devices.Unprotect(cookie).Split(' ', 2) is [var device, var known] && known == account ? device : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Tampered with, or of an installation that is no more: an unknown browser.
            return null;
        }
    }
}
