using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>An empty database of a test's own with the kernel's tables and a table for notes.</summary>
internal static class JobDatabase
{
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.EmptyAsync();
        var options = new DbContextOptionsBuilder<PlatformDb>().UseNpgsql(database.Source).UseSnakeCaseNamingConvention().Options;
        await using var platform = new PlatformDb(options);
        await platform.Database.EnsureCreatedAsync();
        await database.RunAsync("create schema notes; create table notes.notes (id uuid primary key, text text not null)");
        return database;
    }
}
