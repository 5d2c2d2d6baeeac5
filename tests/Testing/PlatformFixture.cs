using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;
using SmartAI.Platform;

namespace SmartAI.Testing;

/// <summary>
/// An installation of a test class's own: a migrated database, one node of the whole server on a real port with its worker, a clock that can be moved, and
/// the mails that were sent. Use it as a class fixture; a class that wants other settings derives its own.
/// </summary>
public class PlatformFixture : IAsyncLifetime
{
    /// <summary>The password of everybody that <see cref="PersonAsync"/> makes.</summary>
    public const string Password = "unusual kettle volcano 7";

    private static readonly string s_passwordHash = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions())).HashPassword(
        new object(),
        Password
    );
    private readonly List<TestNode> _nodes = [];
    private readonly List<Browser> _browsers = [];
    private int _people;

    /// <summary>The installation's clock.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>Its database, for looking at rows and for making many.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>Its first node.</summary>
    public TestNode Node => _nodes[0];

    /// <summary>Settings on top of those that every test has, by their keys: <c>Identity:Registration</c>.</summary>
    protected virtual void Configure(Dictionary<string, string?> settings) { }

    /// <summary>Services beside the server's own.</summary>
    protected virtual void AddServices(IServiceCollection services) { }

    /// <summary>Operations beside the modules' own.</summary>
    protected virtual void Map(WebApplication app) { }

    /// <summary>Whether its nodes run jobs; false for a class that starts workers of its own.</summary>
    protected virtual bool WithWorker => true;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CloneAsync();
        await StartNodeAsync();
    }

    /// <summary>Starts one more node on the same database; it stops with the fixture.</summary>
    public async Task<TestNode> StartNodeAsync(Action<Dictionary<string, string?>>? configure = null)
    {
        var node = await TestNode.StartAsync(
            Database.ConnectionString,
            settings =>
            {
                Configure(settings);
                configure?.Invoke(settings);
            },
            Clock,
            WithWorker,
            AddServices,
            Map
        );
        _nodes.Add(node);
        return node;
    }

    /// <summary>A browser that nobody is signed in with.</summary>
    public Browser Anonymous(TestNode? node = null)
    {
        var browser = new Browser((node ?? Node).Address);
        lock (_browsers)
            _browsers.Add(browser);
        return browser;
    }

    /// <summary>A person, put straight into the database: by default active, with the role <c>member</c> and <see cref="Password"/>.</summary>
    public async Task<Person> PersonAsync(string status = "Active", string[]? roles = null, string? email = null, string? name = null)
    {
        var number = Interlocked.Increment(ref _people);
        var person = new Person(Ids.New(Clock), email ?? $"person{number}@example.org", name ?? $"Person {number}");
        await Database.RunAsync(
            """
            with person as (
                insert into identity.users (id, email, normalized_email, display_name, status, password_hash, roles, language, time_zone, theme, density, created_at, is_demo)
                values ($1, $2, upper($2), $3, $4, $5, $6, 'en', 'UTC', 'System', 'Comfortable', $7, false))
            insert into identity.user_activity (user_id) values ($1)
            """,
            person.Id,
            person.Email,
            person.Name,
            status,
            status == "Invited" ? null : s_passwordHash,
            roles ?? ["member"],
            Clock.GetUtcNow()
        );
        return person;
    }

    /// <summary>A role with exactly these permissions; its name.</summary>
    public async Task<string> RoleAsync(params string[] permissions)
    {
        var id = Ids.New(Clock);
        var name = $"role-{id:N}";
        await Database.RunAsync(
            "insert into identity.roles (id, name, description, permissions, is_built_in, created_at) values ($1, $2, '', $3, false, $4)",
            id,
            name,
            permissions,
            Clock.GetUtcNow()
        );
        return name;
    }

    /// <summary>A browser that a person has signed in with, over HTTP.</summary>
    public async Task<Browser> SignInAsync(Person person, TestNode? node = null, bool remember = false)
    {
        var browser = Anonymous(node);
        (await browser.SignInAsync(person.Email, Password, remember)).ShouldBe(200);
        return browser;
    }

    /// <summary>A new person with exactly these permissions, signed in.</summary>
    public async Task<Browser> SignedInAsync(params string[] permissions) =>
        await SignInAsync(await PersonAsync(roles: permissions.Length == 0 ? ["member"] : ["member", await RoleAsync(permissions)]));

    /// <summary>A new administrator, signed in.</summary>
    public async Task<Browser> AdministratorAsync() => await SignInAsync(await PersonAsync(roles: ["administrator", "member"]));

    /// <summary>A program with a personal access token of the person who is signed in with this browser.</summary>
    public async Task<Browser> TokenAsync(Browser signedIn, params string[] scopes)
    {
        var made = await signedIn.PostAsync(
            "/api/v1/me/tokens",
            new
            {
                name = "test",
                scopes,
                expiresInDays = 30,
            }
        );
        made.ShouldBe(201);
        var program = Anonymous();
        program.Bearer = made.Text("token");
        return program;
    }

    /// <summary>An MCP client that comes with a token.</summary>
    public Task<McpClient> McpAsync(string token) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(Node.Address, "/mcp"),
                    AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
                }
            ),
            cancellationToken: TestContext.Current.CancellationToken
        );

    /// <summary>The mails to an address, newest first, once there are as many.</summary>
    public async Task<IReadOnlyList<Mail>> MailsAsync(string to, int count = 1)
    {
        using var reader = new Browser(Node.Address);
        return await Eventually.IsAsync<IReadOnlyList<Mail>>(
            async () =>
            {
                var answer = await reader.GetAsync($"/api/v1/development/mailbox?to={Uri.EscapeDataString(to)}");
                return [.. answer.Items.Select(m => new Mail(m.GetProperty("subject").GetString()!, m.GetProperty("text").GetString()!))];
            },
            mails => mails.Count >= count,
            $"{count} mails to {to}"
        );
    }

    /// <summary>The secret of the newest link that was mailed to an address, once there is one; other mails may come between.</summary>
    public async Task<string> LinkAsync(string to)
    {
        var mails = await Eventually.IsAsync(
            () => MailsAsync(to),
            mails => mails.Any(m => m.Text.Contains("token=", StringComparison.Ordinal)),
            $"a link to {to}"
        );
        return mails.First(m => m.Text.Contains("token=", StringComparison.Ordinal)).Token;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        foreach (var node in Enumerable.Reverse(_nodes))
            await node.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Somebody who was put into the database.</summary>
public sealed record Person(Guid Id, string Email, string Name);

/// <summary>A mail that was sent.</summary>
public sealed record Mail(string Subject, string Text)
{
    /// <summary>The secret in its link.</summary>
    public string Token => Text.Split("token=")[1].Split('\r', '\n', ' ', '>', ')')[0];
}
