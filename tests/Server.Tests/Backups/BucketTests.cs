namespace SmartAI.Server.Tests.Backups;

/// <summary>The same in a bucket, files and all.</summary>
public sealed class BucketTests(BackupFixture backups, S3Server s3) : IClassFixture<BackupFixture>, IClassFixture<S3Server>
{
    [Fact]
    public async Task Backups_and_files_in_buckets_are_made_listed_proven_and_restored()
    {
        (string, string)[] settings =
        [
            .. backups.Settings.Where(s => s.Item1 != "SMARTAI_BACKUP__TO"),
            .. s3.Environment,
            ("SMARTAI_BACKUP__TO", $"s3://{S3Server.Bucket}/backups"),
            ("SMARTAI_STORAGE__AT", $"s3://{S3Server.Bucket}/files"),
        ];
        using var client = s3.Client();
        var cancel = TestContext.Current.CancellationToken;
        await client.PutObjectAsync(
            new Amazon.S3.Model.PutObjectRequest
            {
                BucketName = S3Server.Bucket,
                Key = "files/ab/one",
                ContentBody = "kept in a bucket",
                UseChunkEncoding = false,
            },
            cancel
        );

        var made = await Smartai.RunAsync(["backup"], null, settings);
        made.ExitCode.ShouldBe(0, made.Error);
        made.Output.ShouldContain($"is in the bucket {S3Server.Bucket} below backups.");
        var name = made.Output.Split(' ')[0];
        (await Smartai.RunAsync(["backup", "list"], null, settings)).Output.ShouldContain(name);
        var proven = await Smartai.RunAsync(["restore", "--verify"], null, settings);
        proven.ExitCode.ShouldBe(0, proven.Error);

        await client.DeleteObjectAsync(S3Server.Bucket, "files/ab/one", cancel);
        await using var empty = await TestDatabase.EmptyAsync();
        settings[0] = ("SMARTAI_DATABASE", empty.ConnectionString);
        var restored = await Smartai.RunAsync(["restore"], null, settings);
        restored.ExitCode.ShouldBe(0, restored.Error);
        using var file = await client.GetObjectAsync(S3Server.Bucket, "files/ab/one", cancel);
        using var reader = new StreamReader(file.ResponseStream);
        (await reader.ReadToEndAsync(cancel)).ShouldBe("kept in a bucket");

        // An outage is told, and the wrong secret too.
        settings[Array.FindIndex(settings, s => s.Item1 == "SMARTAI_S3__SECRETKEY")] = ("SMARTAI_S3__SECRETKEY", "wrong");
        settings[0] = backups.Settings[0];
        var refused = await Smartai.RunAsync(["backup"], null, settings);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("SMARTAI_S3__ENDPOINT");
        refused.Error.ShouldNotContain("   at ");
    }
}
