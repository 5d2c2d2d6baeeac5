using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Platform;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity.Account;

/// <summary>Makes the built-in roles, and while there is no administrator, the one-time link that makes the first.</summary>
internal sealed class FirstSteps(
    IdentityDb db,
    Links links,
    ModuleCatalog modules,
    ServerSettings settings,
    PublicAddress address,
    TimeProvider clock
)
{
    internal async Task<IReadOnlyList<string>> TakeAsync(CancellationToken cancel)
    {
        // Several nodes may start at once.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('identity first start', 1))", cancel);
        var administrator = await RoleAsync(Role.Administrator, "Holds every permission, also those of modules added later", cancel);
        administrator.Permissions = FirstStart.AllOf(modules);
        await RoleAsync(Role.Member, "What everybody has who signs up", cancel);

        IReadOnlyList<string> lines = [];
        if (!await SessionViews.HasAdministratorAsync(db, cancel))
        {
            var token = settings.SetupToken ?? Ids.NewSecret();
            await links.MakeSetupAsync(token, cancel);
            // A preset token is known to whoever set it, and stays out of logs.
            lines = settings.SetupToken is null
                ? [$"First administrator (works once, for a day): {address.Link($"/setup?token={token}")}"]
                : [$"First administrator: {address.Link("/setup?token=")}<your SMARTAI_SETUP_TOKEN>"];
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return lines;
    }

    private async Task<Role> RoleAsync(string name, string description, CancellationToken cancel)
    {
        if (await db.Roles.SingleOrDefaultAsync(r => r.Name == name, cancel) is { } known)
            return known;
        var role = new Role
        {
            Id = Ids.New(clock),
            Name = name,
            Description = description,
            IsBuiltIn = true,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(role);
        return role;
    }
}
