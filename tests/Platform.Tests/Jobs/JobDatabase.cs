namespace SmartAI.Platform.Tests.Jobs;

/// <summary>A migrated database of a test's own with a table for notes.</summary>
internal static class JobDatabase
{
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.CloneAsync();
        await database.RunAsync("create schema memo");
        await database.RunAsync("create table memo.notes (id uuid primary key, text text not null)");
        return database;
    }
}
