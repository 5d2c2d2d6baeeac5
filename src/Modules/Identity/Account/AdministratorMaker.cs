using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Identity.Account;

/// <summary>The way in when everybody is locked out: it also unlocks, and sets the password of somebody who exists.</summary>
internal sealed class AdministratorMaker(IdentityDb db, PasswordLane passwords, TimeProvider clock) : IAdministratorMaker
{
    public async Task<string?> MakeAsync(string email, string name, string password, CancellationToken cancel)
    {
        email = email.Trim();
        if (!new EmailAddressAttribute().IsValid(email) || email.Length > User.MaxEmail)
            return $"\"{email}\" is not an email address. Example: --email ada@example.org";
        if (password.Length is < PasswordRules.MinLength or > PasswordRules.MaxLength)
            return $"The password must have {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters; it is read from standard input.";
        if (PasswordRules.Refuses(password, email, name) is { } weak)
            return weak.Title;

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var normalized = User.Normalize(email);
        var user = await db.Users.Include(u => u.Activity).SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancel);
        if (user is null)
        {
            user = new User
            {
                Id = Ids.New(clock),
                Email = email,
                NormalizedEmail = normalized,
                DisplayName = name.Trim(),
                Status = UserStatus.Active,
                CreatedAt = clock.GetUtcNow(),
            };
            db.Add(user);
        }

        user.Unlock();
        user.PasswordHash = await passwords.HashAsync(password, cancel);
        user.Roles =
        [
            .. user.Roles.Append(Role.Administrator).Append(Role.Member).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        await db.EndSessionsAsync(user.Id, _ => true, "password-changed", cancel);
        db.Audit(IdentityAudit.SetUp, user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
