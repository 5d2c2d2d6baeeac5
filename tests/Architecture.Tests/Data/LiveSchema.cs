namespace SmartAI.Architecture.Tests.Data;

/// <summary>Rule 2 in the database itself: whatever made it, nothing in one owner's schema leans on another's.</summary>
internal static class LiveSchema
{
    /// <summary>What stands in one schema and depends on something in another: keys, views, triggers, defaults, functions, types, policies.</summary>
    private const string Crossings = """
        with owner (class, object, schema, name) as (
            select 'pg_class'::regclass, oid, relnamespace, relname::text from pg_class
            union all select 'pg_proc'::regclass, oid, pronamespace, proname::text from pg_proc
            union all select 'pg_type'::regclass, oid, typnamespace, typname::text from pg_type
            union all select 'pg_constraint'::regclass, oid, connamespace, conname::text from pg_constraint
            union all select 'pg_rewrite'::regclass, r.oid, c.relnamespace, c.relname::text from pg_rewrite r join pg_class c on c.oid = r.ev_class
            union all select 'pg_trigger'::regclass, t.oid, c.relnamespace, t.tgname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
            union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace, c.relname::text from pg_attrdef d join pg_class c on c.oid = d.adrelid
            union all select 'pg_policy'::regclass, p.oid, c.relnamespace, p.polname::text from pg_policy p join pg_class c on c.oid = p.polrelid
        )
        select distinct format('%s.%s leans on %s.%s', mine.schema::regnamespace, mine.name, other.schema::regnamespace, other.name)
        from pg_depend d
        join owner mine on mine.class = d.classid and mine.object = d.objid
        join owner other on other.class = d.refclassid and other.object = d.refobjid
        where mine.schema <> other.schema
          and mine.schema::regnamespace::text = any($1) and other.schema::regnamespace::text = any($1)
        order by 1
        """;

    /// <summary>The text of functions, which PostgreSQL looks at only when they run.</summary>
    private const string Functions = """
        select p.pronamespace::regnamespace::text || ' ' || p.proname || ' ' || p.prosrc from pg_proc p
        where p.pronamespace::regnamespace::text = any($1) order by 1
        """;

    internal static async Task<IReadOnlyList<string>> CrossingsAsync(TestDatabase database, IReadOnlyCollection<string> schemas)
    {
        object owned = schemas.ToArray();
        var found = await database.ReadAllAsync<string>(Crossings, owned);
        foreach (var function in await database.ReadAllAsync<string>(Functions, owned))
        {
            var words = function.Split(' ', 3);
            found.AddRange(ForeignSql.In(words[2], words[0], schemas).Select(table => $"{words[0]}.{words[1]} leans on {table}"));
        }

        return found;
    }
}
