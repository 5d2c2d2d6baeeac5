using SmartAI.Platform.Data.Embedded;
using static SmartAI.Platform.Tests.Embedded.Installation;
using static SmartAI.Platform.Tests.Embedded.Machine;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>Folders that are closed, read-only, full, or from another version.</summary>
public sealed class FolderTests
{
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    [Fact]
    public async Task Root_runs_postgres_under_another_account()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, NeedsRoot);
        await using var installation = new Installation();
        await installation.StartAsync();

        installation.ServerAccounts().ShouldNotContain("0");
    }

    [Fact]
    public async Task An_ordinary_user_gets_a_database_under_that_very_account()
    {
        // Where the tests are not run by root, every other test proves it.
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, NeedsRoot);
        await SkipUnlessReachableAsync();
        await using var installation = new Installation();
        await RunAsync("chown", "65534:65534", installation.Data);
        await using var child = await ChildServer.StartAsync(installation.Data, AsNobody);

        (await AskAsync<string>(child.ConnectionString, "select current_user::text")).ShouldBe("smartai");
        installation.ServerAccounts().ShouldBe(["65534", "65534", "65534", "65534"]);
    }

    [Fact]
    public async Task A_folder_that_an_ordinary_user_may_not_write_is_refused_in_one_sentence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's.");
        if (OperatingSystem.IsWindows())
            return; // for the compiler
        await using var installation = new Installation();
        var folder = Directory.CreateDirectory(
            Path.Combine(installation.Parent, "closed"),
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherExecute
        );
        if (Environment.IsPrivilegedProcess)
            await SkipUnlessReachableAsync();
        await using var child = await ChildServer.StartAsync(folder.FullName, Environment.IsPrivilegedProcess ? AsNobody : []);

        child.Said.ShouldStartWith(EmbeddedErrors.FolderNotWritable);
        child.Said.ShouldContain("SMARTAI_DATA");
    }

    [Theory]
    [InlineData("ro", EmbeddedErrors.FolderNotWritable)]
    [InlineData("size=8m", EmbeddedErrors.DiskFull)]
    public async Task A_disk_that_takes_nothing_is_refused_in_one_sentence(string mountOptions, string code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, NeedsRoot);
        await using var installation = new Installation();
        Assert.SkipUnless(await TryAsync("mount", "-t", "tmpfs", "-o", mountOptions + ",mode=755", "tmpfs", installation.Data), NeedsRoot);
        try
        {
            (await installation.RefusalAsync(code)).ShouldContain(installation.Data);
        }
        finally
        {
            await RunAsync("umount", installation.Data);
        }
    }

    [Fact]
    public async Task Data_of_another_major_version_is_refused_with_both_versions_named()
    {
        await using var installation = new Installation();
        var first = await installation.StartAsync();
        await first.DisposeAsync();
        await File.WriteAllTextAsync(installation.In("cluster", "PG_VERSION"), "99\n", TestContext.Current.CancellationToken);

        var sentence = await installation.RefusalAsync(EmbeddedErrors.VersionMismatch);

        sentence.ShouldContain("made by PostgreSQL 99");
        sentence.ShouldContain($"{first.Major}");
    }

    [Fact]
    public async Task A_folder_that_is_no_whole_database_is_left_alone()
    {
        await using var installation = new Installation();
        Directory.CreateDirectory(installation.In("cluster"));
        await File.WriteAllTextAsync(installation.In("cluster", "precious"), "", TestContext.Current.CancellationToken);

        await installation.RefusalAsync(EmbeddedErrors.StartFailed);

        File.Exists(installation.In("cluster", "precious")).ShouldBeTrue();
    }

    private static async Task SkipUnlessReachableAsync() =>
        Assert.SkipUnless(
            await TryAsync([.. AsNobody, "test", "-r", typeof(FolderTests).Assembly.Location]),
            "An ordinary user cannot read this build's folder."
        );
}
