using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>Finds the tools that a phrase is about: no model, the same answer each time.</summary>
internal sealed class ToolRanker(Glossary glossary)
{
    private const double InTitle = 3;
    private const double InName = 2;
    private const double InDescription = 1;
    private const double Aside = 0.7;

    /// <summary>The best first; none that nothing speaks for.</summary>
    internal IReadOnlyList<Tool> Rank(string phrase, IReadOnlyList<Tool> tools, int most)
    {
        var cards = tools.Select(t => new Card(t)).ToList();
        var spread = cards
            .SelectMany(c => c.Weights.Keys)
            .GroupBy(w => w, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var concepts = glossary.Read(phrase);
        return
        [
            .. cards
                .Select(card => (card.Tool, Score: Score(card)))
                .Where(c => c.Score > 0)
                .OrderByDescending(c => c.Score)
                .ThenBy(c => c.Tool.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(c => c.Tool),
        ];

        double Score(Card card)
        {
            var met = concepts.Select(concept => Best(concept, card)).ToList();
            var named = met.Sum(m => m.Words.Count(card.Title.Contains));
            // A title that says nothing else is meant more than one that happens to hold the words.
            return met.Sum(m => m.Score) * (1 + ((double)named / (card.Title.Count + 1)));
        }

        (double Score, string[] Words) Best(Concept concept, Card card) =>
            concept
                .Words.Select(
                    (word, at) =>
                    {
                        var stems = Phrase.WordsOf(word).Select(Phrase.StemOf).ToArray();
                        return Array.TrueForAll(stems, card.Weights.ContainsKey)
                            ? (stems.Sum(s => card.Weights[s] * Rarity(s)) / stems.Length * (at == 0 ? 1 : Aside), stems)
                            : (0d, []);
                    }
                )
                .MaxBy(found => found.Item1);

        // What every tool says tells none apart.
        double Rarity(string stem) => Math.Log(1 + ((double)cards.Count / spread[stem]));
    }

    /// <summary>The words of a tool and how much each counts.</summary>
    private sealed class Card
    {
        internal Card(Tool tool)
        {
            Tool = tool;
            Title = [.. Stems(tool.Title)];
            Add(Stems(tool.Info.Name.Description ?? ""), InDescription);
            Add(Stems(tool.Name), InName);
            Add(Title, InTitle);
        }

        internal Tool Tool { get; }
        internal HashSet<string> Title { get; }
        internal Dictionary<string, double> Weights { get; } = new(StringComparer.Ordinal);

        private void Add(IEnumerable<string> stems, double weight)
        {
            foreach (var stem in stems)
                Weights[stem] = Math.Max(weight, Weights.GetValueOrDefault(stem));
        }

        private static IEnumerable<string> Stems(string text) => Phrase.WordsOf(text).Select(Phrase.StemOf);
    }
}
