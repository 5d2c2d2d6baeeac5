using SmartAI.Platform.Data.Embedded;
using static SmartAI.Platform.Tests.Embedded.Installation;
using static SmartAI.Platform.Tests.Embedded.Machine;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>Where the cluster lives, and that a clean-up removes it there and nothing else.</summary>
public sealed class RemovalTests
{
    [Fact]
    public async Task Under_a_closed_parent_the_cluster_lives_elsewhere_and_a_clean_up_removes_both_places()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, NeedsRoot);
        await using var installation = new Installation(closedToOthers: true);
        await File.WriteAllTextAsync(Path.Combine(installation.Data, "master.key"), "mine", TestContext.Current.CancellationToken);
        var first = await installation.StartAsync();
        await RememberAsync(first, "far");

        var far = new DirectoryInfo(installation.In("cluster")).LinkTarget.ShouldNotBeNull();
        far.ShouldStartWith("/var/lib/smartai/");
        File.ReadAllText(installation.In("connection")).Trim().ShouldBe(first.ConnectionString);
        await first.DisposeAsync();

        var second = await installation.StartAsync();
        (await RecallAsync(second)).ShouldBe("far");
        await second.DisposeAsync();

        EmbeddedPostgres.Remove(installation.Data);
        Directory.Exists(Path.GetDirectoryName(far)).ShouldBeFalse();
        Directory.Exists(installation.In()).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(installation.Data).Select(Path.GetFileName).ShouldBe(["master.key"]);
    }

    [Fact]
    public async Task A_copied_data_folder_does_not_get_at_the_database_of_the_original()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, NeedsRoot);
        await using var original = new Installation(closedToOthers: true);
        await (await original.StartAsync()).DisposeAsync();
        await using var copy = new Installation(closedToOthers: true);
        await RunAsync("cp", "-a", original.In(), copy.Data);

        (await copy.RefusalAsync(EmbeddedErrors.FolderCopied)).ShouldContain(copy.In("cluster"));
        EmbeddedPostgres.Remove(copy.Data);

        (await RememberAsync(await original.StartAsync(), "still there")).ShouldBe(1);
    }

    [Fact]
    public async Task A_clean_up_stops_an_orphan_and_removes_what_was_made_and_nothing_else()
    {
        await using var installation = new Installation();
        await using var child = await ChildServer.StartAsync(installation.Data);
        var orphan = installation.ServerId();
        await child.KillAsync();
        await File.WriteAllTextAsync(installation.In("note.txt"), "somebody's", TestContext.Current.CancellationToken);

        EmbeddedPostgres.Remove(installation.Data);

        IsRunning(orphan).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(installation.In()).Select(Path.GetFileName).ShouldBe(["note.txt"]);
        EmbeddedPostgres.Remove(installation.Data); // again, and on nothing
        EmbeddedPostgres.Remove(Path.Combine(installation.Parent, "nothing"));
        Directory.Exists(Path.Combine(installation.Parent, "nothing")).ShouldBeFalse();
    }
}
