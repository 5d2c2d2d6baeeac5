using Bogus;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Identity.Demo;

/// <summary>People for a demonstration: copied in bulk, marked, without a password, so that nobody can sign in as one of them.</summary>
internal sealed class DemoPeople(IdentityDb db, NpgsqlDataSource database, TimeProvider clock) : IDemoData
{
    private static readonly string[] Locales = ["en", "es", "fr", "de", "it", "pt_PT"];

    public async Task FillAsync(int people, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var made = Make(people, now);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                "copy identity.users (id, email, normalized_email, display_name, status, roles, lock_reason, locked_at, language, time_zone, theme, density, created_at, is_demo) from stdin (format binary)",
                cancel
            )
        )
        {
            foreach (var (user, _) in made)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(user.Id, cancel);
                await copy.WriteAsync(user.Email, cancel);
                await copy.WriteAsync(user.NormalizedEmail, cancel);
                await copy.WriteAsync(user.DisplayName, cancel);
                await copy.WriteAsync(user.Status.ToString(), cancel);
                await copy.WriteAsync(user.Roles, cancel);
                await copy.WriteAsync(user.LockReason, cancel);
                await copy.WriteAsync(user.LockedAt, NpgsqlDbType.TimestampTz, cancel);
                await copy.WriteAsync(user.Language.ToString().ToLowerInvariant(), cancel);
                await copy.WriteAsync(user.TimeZone, cancel);
                await copy.WriteAsync(user.Theme.ToString(), cancel);
                await copy.WriteAsync(user.Density.ToString(), cancel);
                await copy.WriteAsync(user.CreatedAt, cancel);
                await copy.WriteAsync(true, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await using (
            var copy = await connection.BeginBinaryImportAsync(
                "copy identity.user_activity (user_id, last_seen_at) from stdin (format binary)",
                cancel
            )
        )
        {
            foreach (var (user, seen) in made)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(user.Id, cancel);
                await copy.WriteAsync(seen, NpgsqlDbType.TimestampTz, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        await using var analyze = new NpgsqlCommand("analyze identity.users, identity.user_activity", connection) { CommandTimeout = 300 };
        await analyze.ExecuteNonQueryAsync(cancel);
    }

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Database.SetCommandTimeout(600);
        var demo = db.Users.Where(u => u.IsDemo).Select(u => u.Id);
        await db.Links.Where(l => demo.Contains(l.UserId!.Value)).ExecuteDeleteAsync(cancel);
        await db.Sessions.Where(s => demo.Contains(s.UserId)).ExecuteDeleteAsync(cancel);
        await db.Tokens.Where(t => demo.Contains(t.UserId)).ExecuteDeleteAsync(cancel);
        await db.Set<UserActivity>().Where(a => demo.Contains(a.UserId)).ExecuteDeleteAsync(cancel);
        await db.Users.Where(u => u.IsDemo).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private List<(User User, DateTimeOffset? Seen)> Make(int people, DateTimeOffset now)
    {
        var made = new List<(User, DateTimeOffset?)>(people);
        // The same people every time: a demonstration that changes is hard to write about.
        var random = new Randomizer(20_260_101);
        var fakers = Locales.Select(l => new Faker(l) { Random = random }).ToArray();
        for (var n = 0; n < people; n++)
        {
            var faker = fakers[n % fakers.Length];
            var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
            var status = random.WeightedRandom(
                [UserStatus.Active, UserStatus.Unverified, UserStatus.Invited, UserStatus.Locked, UserStatus.Deactivated],
                [0.86f, 0.05f, 0.04f, 0.02f, 0.03f]
            );
            var email =
                $"{Ascii(first)}.{Ascii(last)}{(n < 200 ? "" : n.ToString(System.Globalization.CultureInfo.InvariantCulture))}@example.org".ToLowerInvariant();
            var created = now.AddMinutes(-random.Double(10, 60 * 24 * 365));
            var user = new User
            {
                Id = Ids.New(clock),
                Email = email,
                NormalizedEmail = User.Normalize(email),
                DisplayName = $"{first} {last}",
                Status = status,
                Roles = [Role.Member],
                LockReason = status == UserStatus.Locked ? "Several failed sign-ins from an unknown network" : null,
                LockedAt = status == UserStatus.Locked ? now.AddHours(-random.Double(1, 500)) : null,
                Language = Enum.TryParse<Language>(Locales[n % Locales.Length], true, out var language) ? language : Language.En,
                CreatedAt = created,
                IsDemo = true,
            };
            DateTimeOffset? seen = status is UserStatus.Invited or UserStatus.Unverified
                ? null
                : created + (now - created) * random.Double(0.2, 1);
            made.Add((user, seen));
        }

        return [.. made.DistinctBy(m => m.Item1.NormalizedEmail, StringComparer.Ordinal)];
    }

    private static string Ascii(string name) => new([.. name.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter)]);
}
