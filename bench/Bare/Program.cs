using System.Net;
using Npgsql;
using SmartAI.Bench;

// The least that can answer the same requests from the same database: the measure that the platform is held against.
// BENCH_DATABASE is a connection string, BENCH_PORT the port on loopback.
var connection = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("BENCH_DATABASE"))
{
    MaxPoolSize = 24,
    MaxAutoPrepare = 100,
    // As the platform's (docs/decisions/0035): nothing of a session is changed, so nothing has to be undone at each use.
    NoResetOnClose = true,
};
await using var database = new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
var tokens = new Tokens(database);
var people = new People(database);
await people.PrepareAsync();

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore();
builder.WebHost.ConfigureKestrel(kestrel =>
    kestrel.Listen(
        IPAddress.Loopback,
        int.Parse(Environment.GetEnvironmentVariable("BENCH_PORT")!, System.Globalization.CultureInfo.InvariantCulture)
    )
);
var app = builder.Build();
app.Run(async http =>
{
    var path = http.Request.Path.Value!;
    if (path == "/health/live")
        await http.Response.WriteAsJsonAsync(new Live("ok"), BareJson.Default.Live);
    else if (!await tokens.KnowsAsync(http.Request.Headers.Authorization.ToString(), http.RequestAborted))
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    else if (path == "/people")
        await people.ListAsync(http);
    else if (path.StartsWith("/people/", StringComparison.Ordinal))
        await people.GetAsync(http, Guid.Parse(path.AsSpan("/people/".Length)));
    else if (path == "/change")
        await people.ChangeAsync(http);
    else
        http.Response.StatusCode = StatusCodes.Status404NotFound;
});
await app.RunAsync();
