using System.Runtime.CompilerServices;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>Finds the tools that a phrase is about: no model, the same answer each time.</summary>
internal sealed class ToolRanker(Glossary glossary)
{
    private const double InTitle = 3;
    private const double InName = 2;
    private const double InDescription = 1;
    private const double Aside = 0.7;
    private const double FitsPage = 0.3;

    // A tool never changes, and an answer's first word waited for its words.
    private readonly ConditionalWeakTable<Tool, Card> _cards = [];

    /// <summary>The best first; none that nothing speaks for.</summary>
    /// <param name="phrase">What was said.</param>
    /// <param name="tools">What may be meant.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="beside">What the page is called that was open beside it: of tools that the phrase speaks for, those that also fit the page come first.</param>
    internal IReadOnlyList<Tool> Rank(string phrase, IReadOnlyList<Tool> tools, int most, string beside = "")
    {
        var cards = tools.Select(t => _cards.GetValue(t, tool => new Card(tool))).ToList();
        var spread = cards
            .SelectMany(c => c.Weights.Keys)
            .GroupBy(w => w, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var concepts = glossary.Read(phrase);
        var ofPage = glossary.Read(beside);
        return
        [
            .. cards
                .Select(card => (card.Tool, Score: Score(card, concepts) is var said and > 0 ? said * (1 + Fit(card)) : 0))
                .Where(c => c.Score > 0)
                .OrderByDescending(c => c.Score)
                .ThenBy(c => c.Tool.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(c => c.Tool),
        ];

        // Beside what was said it only tells two near ones apart.
        double Fit(Card card) => ofPage.Count > 0 && Score(card, ofPage) > 0 ? FitsPage : 0;

        double Score(Card card, IReadOnlyList<Concept> concepts)
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
