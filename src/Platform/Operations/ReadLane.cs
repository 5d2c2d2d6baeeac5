using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Operations;

/// <summary>
/// Lets so many reading operations run at once as the database's connections keep busy; the others wait in the order of their arrival and hold next to
/// nothing. Without it each of a thousand callers holds a scope, a context and half an answer while it waits for one of those connections
/// (docs/decisions/0047). Changes, streams and what waits for another server pass by.
/// </summary>
internal sealed class ReadLane(DatabaseSettings settings) : IDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _places = new(2 * settings.Pool);

    /// <exception cref="TimeoutException">No place was free for ten seconds; answered as an outage is.</exception>
    internal async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (!Takes(http))
        {
            await next(http);
            return;
        }

        if (!await _places.WaitAsync(s_longestWait, http.RequestAborted))
            throw new TimeoutException("More reads than the database answers.");
        var place = new Place(_places);
        // How fast the client takes its answer is nothing to wait for.
        http.Response.OnStarting(static place => ((Place)place).LeaveAsync(), place);
        try
        {
            await next(http);
        }
        finally
        {
            await place.LeaveAsync();
        }
    }

    public void Dispose() => _places.Dispose();

    private static bool Takes(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && http.Request.Path.StartsWithSegments("/api")
        && http.GetEndpoint()?.Metadata.GetMetadata<OutsideLane>() is null;

    private sealed class Place(SemaphoreSlim places)
    {
        private int _left;

        internal Task LeaveAsync()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Release();
            return Task.CompletedTask;
        }
    }
}
