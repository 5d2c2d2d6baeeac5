using Npgsql;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Identity.Account;

/// <summary>
/// Looks by one statement whether anything is left to make. Almost always there is not, and a start then builds no model of the module's data, which would
/// take a fifth of it (docs/decisions/0052).
/// </summary>
internal sealed class FirstStart(NpgsqlDataSource database, ModuleCatalog modules, Func<FirstSteps> steps) : IFirstStart
{
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancel)
    {
        await using var look = database.CreateCommand(
            """
            select exists (select from identity.roles where name = $1 and permissions = $2) and exists (select from identity.roles where name = $3)
                and exists (select from identity.users where status <> $4 and roles @> array[$1])
            """
        );
        look.Parameters.AddWithValue(Role.Administrator);
        look.Parameters.AddWithValue(AllOf(modules));
        look.Parameters.AddWithValue(Role.Member);
        look.Parameters.AddWithValue(nameof(UserStatus.Deactivated));
        return await look.ExecuteScalarAsync(cancel) is true ? [] : await steps().TakeAsync(cancel);
    }

    internal static string[] AllOf(ModuleCatalog modules) => [.. modules.Permissions.Select(p => p.Name).Order(StringComparer.Ordinal)];
}
