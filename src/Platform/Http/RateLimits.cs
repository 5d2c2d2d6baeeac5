using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Http;

/// <summary>
/// General limits, per node: by address for those who present no valid credential, by caller for the rest. Guesses of passwords, links and tokens are
/// counted in the database instead, by Identity.
/// </summary>
internal sealed class RateLimits(LimitSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _addresses = PerMinute(settings.PerAddress);
    private readonly PartitionedRateLimiter<string> _callers = PerMinute(settings.PerCaller);

    /// <summary>Runs before authentication, so that a flood without credentials costs nothing further.</summary>
    internal async Task LimitAddressAsync(HttpContext http, RequestDelegate next)
    {
        // Who presents a credential is judged by it: colleagues behind one address must not shut each other out.
        if (IsFree(http) || http.Request.Headers.Authorization.Count > 0 || http.Request.Headers.Cookie.Count > 0)
        {
            await next(http);
            return;
        }

        // A permit is taken only once it is known that nobody stands behind the request; 0 asks whether one is left.
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        using var left = _addresses.AttemptAcquire(address, 0);
        if (!left.IsAcquired)
        {
            await RefuseAsync(http, left);
            return;
        }

        await next(http);
    }

    /// <summary>Runs after authentication.</summary>
    internal async Task LimitCallerAsync(HttpContext http, RequestDelegate next)
    {
        if (IsFree(http))
        {
            await next(http);
            return;
        }

        var caller = Caller.Of(http);
        using var lease = caller is null
            ? _addresses.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "")
            : _callers.AttemptAcquire(caller.UserId.ToString());
        if (lease.IsAcquired)
            await next(http);
        else
            await RefuseAsync(http, lease);
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _callers.Dispose();
    }

    private static bool IsFree(HttpContext http) => http.GetEndpoint() is null || http.Request.Path.StartsWithSegments("/health");

    private static Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return PlatformErrors.RateLimited.ToProblem().ExecuteAsync(http);
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(
                key,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = permits,
                    TokensPerPeriod = Math.Max(1, permits / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }
            )
        );
}
