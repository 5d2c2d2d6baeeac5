using System.Runtime.InteropServices;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>PostgreSQL as npm delivers it, with and without its post-install.</summary>
public sealed class NpmPackageTests
{
    [Fact]
    public void Links_that_a_post_install_did_not_make_are_made_and_copied()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The Windows package has no links.");
        using var modules = new TemporaryFolder();
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var native = modules.In("@embedded-postgres", platform, "native");
        foreach (var part in new[] { "bin", "lib", "share" })
            Directory.CreateDirectory(Path.Combine(native, part));
        File.WriteAllText(modules.In("@embedded-postgres", platform, "package.json"), """{ "version": "1" }""");
        File.WriteAllText(Path.Combine(native, "bin", "postgres"), "program");
        File.WriteAllText(Path.Combine(native, "lib", "libpq.so.5.18"), "library");
        File.WriteAllText(Path.Combine(native, "lib", "libpq.a"), "for compilers");
        File.WriteAllText(
            Path.Combine(native, "pg-symlinks.json"),
            """[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]"""
        );

        var package = NpmPackage.In(modules.In()).ShouldNotBeNull();
        package.MakeLinks();
        package.CopyTo(modules.In("copy", "native"));

        package.Programs.ShouldBe(Path.Combine(native, "bin"));
        new FileInfo(Path.Combine(native, "lib", "libpq.so.5")).LinkTarget.ShouldBe("libpq.so.5.18");
        File.ReadAllText(modules.In("copy", "native", "lib", "libpq.so.5")).ShouldBe("library");
        File.Exists(modules.In("copy", "native", "lib", "libpq.a")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_package_of_this_machine_runs_from_a_copy_that_every_account_can_reach()
    {
        var package = NpmPackage.In(Installation.NodeModules);
        Assert.SkipWhen(package is null, "npm's PostgreSQL is not installed; the machine's own is used.");
        using var folder = new TemporaryFolder();
        package.CopyTo(folder.In("native"));

        var found = await PostgresBinaries.ProbeAsync(
            folder.In("native", "bin"),
            new Launcher(account: null),
            TestContext.Current.CancellationToken
        );

        found.ShouldNotBeNull().Major.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public void Without_the_package_there_is_nothing_to_find()
    {
        using var empty = new TemporaryFolder();
        NpmPackage.In(empty.In()).ShouldBeNull();
        NpmPackage.In(null).ShouldBeNull();
    }

    private sealed class TemporaryFolder : IDisposable
    {
        // Its real name: on macOS the temporary folder is reached by a link.
        private readonly string _path = RealPath.Of(Directory.CreateTempSubdirectory("smartai-").FullName);

        internal string In(params string[] names) => Path.Combine([_path, .. names]);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
