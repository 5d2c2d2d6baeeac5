using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmartAI.Identity.Account;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Tokens;
using SmartAI.Identity.Users;
using SmartAI.Platform.Data;

namespace SmartAI.Identity.Data;

internal sealed class IdentityDb(DbContextOptions<IdentityDb> options) : ModuleDbContext(options)
{
    /// <summary>Sorts names as people expect in any of our languages; deterministic, so that equality and LIKE still work.</summary>
    private const string Collation = "und-x-icu";

    protected override string Schema => "identity";

    internal DbSet<User> Users => Set<User>();
    internal DbSet<Session> Sessions => Set<Session>();
    internal DbSet<AccessToken> Tokens => Set<AccessToken>();
    internal DbSet<Role> Roles => Set<Role>();
    internal DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    /// <summary>How many people hold a role; runs in SQL only.</summary>
    internal static int MembersOf(string role) => throw new NotSupportedException($"Counting the members of {role} runs in the database.");

    protected override void MapEntities(ModelBuilder model)
    {
        model.HasPostgresExtension("pg_trgm");
        model.HasDbFunction(((Func<string, int>)MembersOf).Method).HasName("members_of").HasSchema("identity");
        model.Entity<User>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.Email).HasMaxLength(User.MaxEmail).UseCollation(Collation);
            user.Property(u => u.NormalizedEmail).HasMaxLength(User.MaxEmail);
            user.Property(u => u.DisplayName).HasMaxLength(User.MaxName).UseCollation(Collation);
            user.Property(u => u.Status).HasConversion<string>().HasMaxLength(20);
            user.Property(u => u.Language).HasConversion(l => l.ToString().ToLowerInvariant(), t => Enum.Parse<Language>(t, true));
            user.Property(u => u.Theme).HasConversion<string>().HasMaxLength(20);
            user.Property(u => u.Density).HasConversion<string>().HasMaxLength(20);
            user.Property(u => u.SearchText).HasComputedColumnSql("display_name || ' ' || email", stored: true);
            user.Property(u => u.Version).IsRowVersion();
            user.HasIndex(u => u.NormalizedEmail).IsUnique();
            user.HasIndex(u => new { u.CreatedAt, u.Id });
            user.HasIndex(u => new
            {
                u.Status,
                u.CreatedAt,
                u.Id,
            });
            user.HasIndex(u => new { u.Email, u.Id });
            user.HasIndex(u => new { u.DisplayName, u.Id });
            user.HasIndex(u => u.Roles).HasMethod("gin");
            user.HasIndex(u => u.SearchText).HasMethod("gin").HasOperators("gin_trgm_ops");
            user.HasOne(u => u.Activity).WithOne().HasForeignKey<UserActivity>(a => a.UserId);
        });
        model.Entity<UserActivity>(activity =>
        {
            activity.ToTable("user_activity");
            activity.HasKey(a => a.UserId);
            activity.HasIndex(a => new { a.LastSeenAt, a.UserId });
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions");
            session.HasIndex(s => s.SecretHash).IsUnique();
            session.HasIndex(s => new
            {
                s.UserId,
                s.CreatedAt,
                s.Id,
            });
            session.HasIndex(s => s.ExpiresAt);
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        });
        model.Entity<EndedSession>(ended =>
        {
            ended.ToTable("ended_sessions");
            ended.HasKey(e => e.SecretHash);
            ended.HasIndex(e => e.EndedAt);
        });
        model.Entity<AccessToken>(token =>
        {
            token.ToTable("access_tokens");
            token.Property(t => t.Name).HasMaxLength(User.MaxName);
            token.HasIndex(t => t.SecretHash).IsUnique();
            token.HasIndex(t => new
            {
                t.UserId,
                t.CreatedAt,
                t.Id,
            });
            token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
        });
        model.Entity<Role>(role =>
        {
            role.ToTable("roles");
            role.Property(r => r.Name).HasMaxLength(50).UseCollation(Collation);
            role.Property(r => r.Description).HasMaxLength(500);
            role.Property(r => r.Version).IsRowVersion();
            role.HasIndex(r => r.Name).IsUnique();
            role.HasIndex(r => new { r.CreatedAt, r.Id });
        });
        model.Entity<OneTimeLink>(link =>
        {
            link.ToTable("one_time_links");
            link.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(20);
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasIndex(l => new { l.UserId, l.Purpose });
            link.HasIndex(l => l.ExpiresAt);
            link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
        });
        model.Entity<GuessCount>(count =>
        {
            count.ToTable("guess_counts");
            count.HasKey(c => c.Subject);
            count.HasIndex(c => c.EndsAt);
        });
    }
}

internal sealed class IdentityDbDesign : IDesignTimeDbContextFactory<IdentityDb>
{
    public IdentityDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<IdentityDb>("identity"));
}
