using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Tests.Lists;

/// <summary>A server with two lists over HTTP, on a database of its own that ends with it.</summary>
public sealed class ListServer : IAsyncLifetime
{
    private TestDatabase? _database;
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.EmptyAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(o =>
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase))
        );
        builder.Services.AddSingleton(new MasterKey("lists"));
        builder.Services.AddLists().AddHandlerParameters();
        builder.Services.AddDbContext<ThingDb>(o => o.UseNpgsql(_database.Source));
        _app = builder.Build();
        ListThings.Map(_app);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        await WithDbAsync(db => db.Database.EnsureCreatedAsync());
    }

    internal Task<HttpResponseMessage> GetAsync(string address) =>
        Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    internal Task<string> TextAsync(string address) =>
        Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    internal Task<JsonElement> JsonAsync(string address) =>
        Client.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    internal static Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    internal async Task WithDbAsync(Func<ThingDb, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ThingDb>());
    }

    internal Task AddAsync(params Thing[] things) =>
        WithDbAsync(async db =>
        {
            db.AddRange(things);
            await db.SaveChangesAsync();
        });

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        Client.Dispose();
        await _app.DisposeAsync();
        await _database!.DisposeAsync();
    }
}

/// <summary>One of some values, each as likely.</summary>
internal static class Pick
{
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}

internal enum ThingState
{
    New,
    InUse,
    Retired,
}

internal sealed class Thing
{
    public required Guid Id { get; init; }

    /// <summary>Keeps the rows of one test apart from those of another.</summary>
    public required Guid Batch { get; init; }
    public required string Name { get; init; }
    public required int Number { get; init; }
    public ThingState State { get; init; }
    public string[] Tags { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public string? Nickname { get; init; }
}

internal sealed class ThingDb(DbContextOptions<ThingDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Thing>(thing =>
        {
            thing.Property(t => t.State).HasConversion<string>();
            thing.Property(t => t.Name).UseCollation("C");
            thing.Property(t => t.Nickname).UseCollation("C");
        });
}

/// <summary>Lists as a module's slices declare them.</summary>
internal static class ListThings
{
    internal sealed record Place(string Room, int Shelf);

    internal sealed record Item(
        Guid Id,
        string Name,
        int Number,
        ThingState State,
        string[] Tags,
        DateTimeOffset CreatedAt,
        DateTimeOffset? SeenAt,
        Place Place
    );

    internal sealed record Broken(Guid Id, int Quotient);

    internal static ListOf<Thing, Item> Things { get; } =
        ListOf<Thing, Item>
            .By(t => t.Id, t => new Item(t.Id, t.Name, t.Number, t.State, t.Tags, t.CreatedAt, t.SeenAt, new Place(t.Name, t.Number)))
            .Sort("createdAt", t => t.CreatedAt)
            .Sort("name", t => t.Name)
            .Sort("number", t => t.Number)
            .Sort("seenAt", t => t.SeenAt)
            .Sort("nickname", t => t.Nickname)
            .Filter<Guid>("batch", "Only rows of this batch.", (t, batch) => t.Batch == batch)
            .FilterAny<ThingState>("state", "Only things in one of these states.", (t, states) => states.Contains(t.State))
            .Filter<DateTimeOffset>("createdFrom", "Only things made then or later.", (t, from) => t.CreatedAt >= from)
            .Filter<int>("number", "Only this number.", (t, number) => t.Number == number)
            .Filter<bool>("seen", "Only things that were seen, or not.", (t, seen) => t.SeenAt != null == seen)
            .Filter<string>("name", "Only this name.", (t, name) => t.Name == name)
            .Search("q", "Text in the name.", t => t.Name);

    /// <summary>Fails in the database at the thing whose number is 20,000.</summary>
    private static readonly ListOf<Thing, Broken> Failing = ListOf<Thing, Broken>
        .By(t => t.Id, t => new Broken(t.Id, 1 / (20_000 - t.Number)))
        .Sort("number", t => t.Number)
        .Filter<Guid>("batch", "Only rows of this batch.", (t, batch) => t.Batch == batch);

    internal static void Map(WebApplication app)
    {
        app.MapGet("/things", Answer).WithName("test.things.list").AnswersList(Things);
        app.MapGet("/others", Answer).WithName("test.others.list").AnswersList(Things);
        app.MapGet("/failing", (ListRequest list, ThingDb db, CancellationToken cancel) => Failing.AnswerAsync(list, db, cancel));
    }

    private static Task<IResult> Answer(ListRequest list, ThingDb db, CancellationToken cancel) => Things.AnswerAsync(list, db, cancel);
}
