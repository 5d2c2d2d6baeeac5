using CsCheck;

namespace SmartAI.Platform.Tests.Lists;

/// <summary>What a walk through all pages sees.</summary>
public sealed class KeysetTests(ListServer server) : IClassFixture<ListServer>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["", "a", "A", "b%_\\", "zoë", "=1"];

    // Few values, so that ties are the rule; steps of a microsecond, the finest that a timestamptz holds.
    private static readonly Gen<Thing> GenThing = Gen.Select(Gen.Guid, Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 2])
        .Select(
            (id, created, seen, name, nick) =>
                new Thing
                {
                    Id = id,
                    Batch = Guid.Empty,
                    Name = Names[name],
                    Number = created - 2,
                    State = (ThingState)(created % 3),
                    CreatedAt = Start.AddMicroseconds(created),
                    SeenAt = seen == 0 ? null : Start.AddMicroseconds(-seen),
                    Nickname = nick == 0 ? null : Names[nick],
                }
        );

    private sealed record Walk(Thing[] Before, Thing[] During, string Sort, bool Descending, int Limit, bool Filtered);

    private static readonly Gen<Walk> GenWalk = Gen.Select(
        GenThing.Array[0, 30],
        GenThing.Array[0, 6],
        Pick.From("createdAt", "name", "number", "seenAt", "nickname"),
        Gen.Bool,
        Gen.Int[1, 7],
        Gen.Bool,
        (before, during, sort, descending, limit, filtered) => new Walk(before, during, sort, descending, limit, filtered)
    );

    [Fact]
    public async Task A_walk_sees_every_row_once_and_in_order_while_rows_are_added() =>
        await GenWalk.SampleAsync(SeesAllAsync, iter: 100, threads: 2);

    private async Task SeesAllAsync(Walk walk)
    {
        var batch = Ids.New(TimeProvider.System);
        var before = Array.ConvertAll(walk.Before, t => In(batch, t));
        var late = new Queue<Thing>(walk.During.Select(t => In(batch, t)));
        await server.AddAsync(before);

        var seen = new List<Guid>();
        var address =
            $"/things?batch={batch}&limit={walk.Limit}&sort={(walk.Descending ? "-" : "")}{walk.Sort}{(walk.Filtered ? "&state=new&state=inUse" : "")}";
        string? next = null;
        do
        {
            var page = await server.JsonAsync(next is null ? address : $"{address}&cursor={next}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(walk.Limit);
            next = page.GetProperty("next").GetString();
            if (late.TryDequeue(out var added))
                await server.AddAsync(added);
        } while (next is not null);

        var wanted = before.Where(t => !walk.Filtered || t.State != ThingState.Retired).ToList();
        wanted.Sort((a, b) => Compare(a, b, walk));
        seen.Distinct().Count().ShouldBe(seen.Count);
        var known = wanted.Select(t => t.Id).ToHashSet();
        seen.Where(known.Contains).ShouldBe(wanted.Select(t => t.Id));
    }

    private static int Compare(Thing a, Thing b, Walk walk)
    {
        var (x, y) = (Key(a, walk.Sort), Key(b, walk.Sort));
        if (x is null != y is null)
            return x is null ? 1 : -1;
        var order =
            x is null ? 0
            : x is string text ? string.CompareOrdinal(text, (string)y!)
            : ((IComparable)x).CompareTo(y);
        order = order != 0 ? order : a.Id.CompareTo(b.Id);
        return walk.Descending ? -order : order;
    }

    private static object? Key(Thing thing, string sort) =>
        sort switch
        {
            "createdAt" => thing.CreatedAt,
            "name" => thing.Name,
            "number" => thing.Number,
            "seenAt" => thing.SeenAt,
            _ => thing.Nickname,
        };

    // A shrunk example runs again beside its own old rows, so each run has fresh ids; their order stays the generated one's.
    private static Thing In(Guid batch, Thing thing) =>
        new()
        {
            Id = new Guid([.. thing.Id.ToByteArray()[..8], .. Ids.New(TimeProvider.System).ToByteArray()[8..]]),
            Batch = batch,
            Name = thing.Name,
            Number = thing.Number,
            State = thing.State,
            CreatedAt = thing.CreatedAt,
            SeenAt = thing.SeenAt,
            Nickname = thing.Nickname,
        };
}
