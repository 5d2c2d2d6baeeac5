using Npgsql;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity.Account;

/// <summary>
/// Makes the built-in roles, and while there is no administrator, the one-time link that makes the first. In SQL, because a model of the module's data costs a
/// start more than everything else in it (docs/decisions/0052), and almost always there is nothing to make.
/// </summary>
internal sealed class FirstStart(
    NpgsqlDataSource database,
    ModuleCatalog modules,
    ServerSettings settings,
    PublicAddress address,
    TimeProvider clock
) : IFirstStart
{
    private const string Administered = "exists (select from identity.users where status <> $1 and roles @> array[$2])";

    private const string AdministratorsWords = "Holds every permission, also those of modules added later";
    private const string MembersWords = "What everybody has who signs up";

    private readonly string[] _permissions = [.. modules.Permissions.Select(p => p.Name).Order(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var isReady = await AskAsync(
            connection,
            $"""
            select {Administered} and exists (select from identity.roles where name = $2 and permissions = $3)
                and exists (select from identity.roles where name = $4)
            """,
            [new() { Value = _permissions }, new() { Value = Role.Member }],
            cancel
        );
        return isReady ? [] : await MakeAsync(connection, cancel);
    }

    private async Task<IReadOnlyList<string>> MakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await MakeRolesAsync(connection, cancel);
        IReadOnlyList<string> lines = [];
        if (!await AskAsync(connection, $"select {Administered}", [], cancel))
        {
            var token = settings.SetupToken ?? Ids.NewSecret();
            await MakeLinkAsync(connection, token, cancel);
            // A preset token is known to whoever set it, and stays out of logs.
            lines = settings.SetupToken is null
                ? [$"First administrator (works once, for a day): {address.Link($"/setup?token={token}")}"]
                : [$"First administrator: {address.Link("/setup?token=")}<your SMARTAI_SETUP_TOKEN>"];
        }

        await transaction.CommitAsync(cancel);
        return lines;
    }

    private async Task MakeRolesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Insert = """
            insert into identity.roles (id, name, description, permissions, is_built_in, created_at) values ($1, $2, $3, $4, true, $5)
            on conflict (name) do
            """;
        await using var batch = new NpgsqlBatch(connection);
        // Several nodes may start at once.
        batch.BatchCommands.Add(new("select pg_advisory_xact_lock(hashtextextended('identity first start', 1))"));
        Add($"{Insert} update set permissions = excluded.permissions", Role.Administrator, AdministratorsWords, _permissions);
        Add($"{Insert} nothing", Role.Member, MembersWords, []);
        await batch.ExecuteNonQueryAsync(cancel);

        void Add(string text, string name, string description, string[] permissions) =>
            batch.BatchCommands.Add(
                new(text)
                {
                    Parameters =
                    {
                        new() { Value = Ids.New(clock) },
                        new() { Value = name },
                        new() { Value = description },
                        new() { Value = permissions },
                        new() { Value = clock.GetUtcNow() },
                    },
                }
            );
    }

    /// <summary>In place of any earlier one.</summary>
    private async Task MakeLinkAsync(NpgsqlConnection connection, string token, CancellationToken cancel)
    {
        const string Purpose = nameof(LinkPurpose.Setup);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("delete from identity.one_time_links where purpose = $1") { Parameters = { new() { Value = Purpose } } },
                new("insert into identity.one_time_links (id, purpose, secret_hash, expires_at) values ($1, $2, $3, $4)")
                {
                    Parameters =
                    {
                        new() { Value = Ids.New(clock) },
                        new() { Value = Purpose },
                        new() { Value = Ids.Hash(token) },
                        new() { Value = clock.GetUtcNow() + OneTimeLink.Lifetime(LinkPurpose.Setup) },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <param name="more">Beside the two parameters of <see cref="Administered"/>.</param>
    private static async Task<bool> AskAsync(NpgsqlConnection connection, string text, NpgsqlParameter[] more, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(text, connection)
        {
            Parameters =
            {
                new() { Value = nameof(UserStatus.Deactivated) },
                new() { Value = Role.Administrator },
            },
        };
        ask.Parameters.AddRange(more);
        return await ask.ExecuteScalarAsync(cancel) is true;
    }
}
