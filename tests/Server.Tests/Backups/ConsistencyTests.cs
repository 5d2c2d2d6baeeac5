namespace SmartAI.Server.Tests.Backups;

/// <summary>Database and files fit each other, though both go on while the backup is made.</summary>
public sealed class ConsistencyTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Fact]
    public async Task Every_file_that_a_row_of_a_backup_names_is_in_it_whole_while_more_are_written_and_deleted()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("smartai-consistent-");
        try
        {
            await using var database = await TestDatabase.CloneAsync();
            await database.RunAsync("create table public.kept (name text primary key)");
            (string, string)[] settings = [.. backups.On(database.ConnectionString), ("SMARTAI_DATA", folder.FullName)];
            var files = Directory.CreateDirectory(Path.Combine(folder.FullName, "files")).FullName;
            await File.WriteAllTextAsync(Path.Combine(files, "named-by-nobody"), "deleted while it is listed", cancel);
            using var enough = new CancellationTokenSource();
            var written = 0;
            var writer = Task.Run(
                async () =>
                {
                    // As the storage contract has it: the file first, then the row.
                    while (!enough.IsCancellationRequested)
                    {
                        var name = $"file-{written}";
                        await File.WriteAllTextAsync(Path.Combine(files, name), $"content of {name}", cancel);
                        await database.RunAsync("insert into public.kept values ($1)", name);
                        Interlocked.Increment(ref written);
                        File.Delete(Path.Combine(files, "named-by-nobody"));
                    }
                },
                cancel
            );
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref written) > 5), "some are there");

            var made = await Smartai.RunAsync(["backup"], null, settings);
            await enough.CancelAsync();
            await writer;
            made.ExitCode.ShouldBe(0, made.Error);
            await using var empty = await TestDatabase.EmptyAsync();
            var elsewhere = Path.Combine(folder.FullName, "elsewhere");
            var restored = await Smartai.RunAsync(
                ["restore", made.Output.Split(' ')[0]],
                null,
                [.. backups.On(empty.ConnectionString), ("SMARTAI_DATA", elsewhere)]
            );

            restored.ExitCode.ShouldBe(0, restored.Error);
            var rows = await empty.ReadAllAsync<string>("select name from public.kept");
            rows.Count.ShouldBeInRange(6, written);
            foreach (var name in rows)
                (await File.ReadAllTextAsync(Path.Combine(elsewhere, "files", name), cancel)).ShouldBe($"content of {name}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
