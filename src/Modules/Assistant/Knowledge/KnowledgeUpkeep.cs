using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Data;
using SmartAI.Platform;
using SmartAI.Platform.Documents;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Assistant.Knowledge;

/// <summary>Indexes the documentation after a start, if it is another than what is indexed: one node does it, in one transaction.</summary>
internal sealed class KnowledgeUpkeep(AssistantDb db, Documentation documentation, TimeProvider clock) : IUpkeep
{
    private const int ShortestWord = 4;

    public async Task RunAsync(CancellationToken cancel)
    {
        var (sections, hash) = Documents.Read(documentation);
        if (await db.Sources.AnyAsync(s => s.Name == Documents.Source && s.ContentHash == hash, cancel))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Passages.Where(p => p.Source == Documents.Source).ExecuteDeleteAsync(cancel);
        await db.Set<KnownWord>().Where(w => w.Source == Documents.Source).ExecuteDeleteAsync(cancel);
        await db.Sources.Where(s => s.Name == Documents.Source).ExecuteDeleteAsync(cancel);
        db.Add(
            new KnowledgeSource
            {
                Name = Documents.Source,
                ContentHash = hash,
                IndexedAt = clock.GetUtcNow(),
            }
        );
        db.AddRange(
            sections.Select(s => new Passage
            {
                Id = Ids.New(clock),
                Source = Documents.Source,
                Path = s.Path,
                Anchor = s.Anchor,
                Title = s.Title,
                Trail = s.Trail,
                Words = s.Words,
                Text = s.Text,
            })
        );
        db.AddRange(
            sections
                .SelectMany(s => Phrase.AllWordsOf($"{s.Title} {s.Words} {s.Text}"))
                .Where(w => w.Length >= ShortestWord && w.Length <= 40 && w.All(char.IsLetter))
                .Distinct(StringComparer.Ordinal)
                .Select(w => new KnownWord { Source = Documents.Source, Word = w })
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
