using System.Globalization;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>The account that PostgreSQL runs under: the caller's own, or another one where the caller is root.</summary>
/// <remarks>PostgreSQL refuses to run as root, rightly: whoever breaks into it would own the machine.</remarks>
internal sealed record Account(string Name, int UserId, int GroupId)
{
    /// <summary>Null where the caller is not root and nothing is switched.</summary>
    internal static async Task<Account?> ChooseAsync(string? existingCluster, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return null;
        if (!OperatingSystem.IsLinux())
            throw Refused("PostgreSQL does not run as root; start SmartAI as an ordinary user.");

        // A cluster stays with the account that made it: `sudo make up` after `make up` must not lock anybody out.
        var account = existingCluster is null ? null : await OwnerAsync(existingCluster, cancel);
        account ??=
            await LookUpAsync("postgres", cancel)
            ?? await LookUpAsync("nobody", cancel)
            ?? throw Refused(
                "PostgreSQL does not run as root, and neither the account postgres nor nobody exists; "
                    + "add one (useradd --system postgres) or start SmartAI as an ordinary user."
            );

        var probe = await ShellCommand.RunAsync([.. account.Prefix, "true"], "/", null, cancel);
        return probe.Succeeded
            ? account
            : throw Refused(
                $"PostgreSQL does not run as root, and this machine does not let root become {account.Name} "
                    + $"({probe.Output.Trim()}); start SmartAI as an ordinary user, or install util-linux and allow setuid."
            );
    }

    internal string[] Prefix { get; } =
    [
        "setpriv",
        string.Create(CultureInfo.InvariantCulture, $"--reuid={UserId}"),
        string.Create(CultureInfo.InvariantCulture, $"--regid={GroupId}"),
        "--clear-groups",
    ];

    /// <summary>Can this account pass through every parent of the folder and into it?</summary>
    internal async Task<bool> CanEnterAsync(string folder, CancellationToken cancel) =>
        (await ShellCommand.RunAsync([.. Prefix, "test", "-x", folder], "/", null, cancel)).Succeeded;

    internal async Task GiveAsync(string folder, CancellationToken cancel)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{UserId}:{GroupId}");
        var given = await ShellCommand.RunAsync(["chown", owner, folder], "/", null, cancel);
        if (!given.Succeeded)
            throw Refused(
                $"The folder {folder} cannot be given to the account {Name} ({given.Output.Trim()}); "
                    + "start SmartAI as an ordinary user."
            );
    }

    private static async Task<Account?> LookUpAsync(string name, CancellationToken cancel)
    {
        var user = await ShellCommand.RunAsync(["id", "-u", name], "/", null, cancel);
        var group = await ShellCommand.RunAsync(["id", "-g", name], "/", null, cancel);
        return user.Succeeded && group.Succeeded ? new Account(name, Number(user.Output), Number(group.Output)) : null;
    }

    private static async Task<Account?> OwnerAsync(string folder, CancellationToken cancel)
    {
        var owner = await ShellCommand.RunAsync(["stat", "-c", "%u %g %U", folder], "/", null, cancel);
        if (!owner.Succeeded)
            return null;
        var parts = owner.Output.Trim().Split(' ');
        return Number(parts[0]) == 0 ? null : new Account(parts[2], Number(parts[0]), Number(parts[1]));
    }

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);

    private static EmbeddedPostgresException Refused(string sentence) => new(EmbeddedErrors.AccountSwitch, sentence);
}
