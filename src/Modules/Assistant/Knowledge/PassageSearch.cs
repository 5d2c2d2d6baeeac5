using Npgsql;
using SmartAI.Assistant.BuiltIn;

namespace SmartAI.Assistant.Knowledge;

/// <summary>A passage that was found.</summary>
internal sealed record FoundPassage(string Source, string Path, string Anchor, string Title, string Trail, string Text);

/// <summary>Finds passages by full text: English forms of words, other languages by the glossary, and what was typed wrongly by its letters.</summary>
internal sealed class PassageSearch(NpgsqlDataSource database, Glossary glossary)
{
    private const int MostTerms = 60;
    private const int MostText = 4000;

    /// <summary>The best first, of the sources that the asker may read: what they may not is not looked at.</summary>
    internal async Task<IReadOnlyList<FoundPassage>> FindAsync(
        string question,
        IReadOnlyList<string> sources,
        int most,
        CancellationToken cancel
    )
    {
        // The first word for a thing counts whole, the others stand in for it.
        var terms = glossary
            .Read(question)
            .SelectMany(
                (c, thing) =>
                    c.Words.Select(
                        (word, at) => (Thing: thing, Word: word, Weight: at == 0 ? 1f : 0.5f, Typed: !c.IsTranslated && c.Words.Count == 1)
                    )
            )
            .Take(MostTerms)
            .ToList();
        if (terms.Count == 0)
            return [];
        await using var command = database.CreateCommand(
            """
            with asked as materialized (
                select t.thing, t.weight,
                    -- A word that no page holds is taken for the one most like it.
                    case when t.typed and length(t.term) >= 4 and not exists (
                            select 1 from assistant.passages p where p.source = any($4) and p.search @@ plainto_tsquery('english', t.term))
                        then plainto_tsquery('english', coalesce((
                            select w.word from assistant.known_words w
                            where w.source = any($4) and w.word % t.term
                            order by similarity(w.word, t.term) desc, w.word limit 1), t.term))
                        else plainto_tsquery('english', t.term) end as query
                from unnest($1::text[], $2::real[], $3::boolean[], $7::integer[]) t(term, weight, typed, thing)),
            hits as (
                -- What few places say tells more than what all of them say.
                select p.id, a.thing, a.weight * ts_rank('{0.1, 0.4, 0.4, 1.0}', p.search, a.query)
                    * ln(1 + (select count(*) from assistant.passages s where s.source = any($4))::real
                        / count(*) over (partition by a.thing, a.query)) as rank
                from asked a join assistant.passages p on p.search @@ a.query
                where numnode(a.query) > 0 and p.source = any($4)),
            met as (
                -- Of the words for one thing the best counts: a thing with many words for it is asked for once.
                select id, thing, max(rank) as rank from hits group by id, thing),
            best as (
                -- Rounded, because a sum in another order differs in its last digits: equals would come in an order that each installation has for itself.
                select id, round((sum(rank) * sqrt(count(*)))::numeric, 6) as score from met group by id)
            select p.source, p.path, p.anchor, p.title, p.trail, left(p.text, $6)
            from best b join assistant.passages p on p.id = b.id order by b.score desc, p.path, p.anchor limit $5
            """
        );
        command.Parameters.AddWithValue(terms.ConvertAll(t => t.Word));
        command.Parameters.AddWithValue(terms.ConvertAll(t => t.Weight));
        command.Parameters.AddWithValue(terms.ConvertAll(t => t.Typed));
        command.Parameters.AddWithValue(sources.ToList());
        command.Parameters.AddWithValue(most);
        command.Parameters.AddWithValue(MostText);
        command.Parameters.AddWithValue(terms.ConvertAll(t => t.Thing));
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<FoundPassage>();
        while (await rows.ReadAsync(cancel))
        {
            found.Add(
                new FoundPassage(
                    rows.GetString(0),
                    rows.GetString(1),
                    rows.GetString(2),
                    rows.GetString(3),
                    rows.GetString(4),
                    rows.GetString(5)
                )
            );
        }

        return found;
    }
}
