using System.Text.RegularExpressions;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;

namespace SmartAI.EndToEnd.Tests;

/// <summary>The walks over every page miss none.</summary>
public sealed class PlaceTests
{
    [Fact]
    public async Task Every_page_that_a_feature_has_is_among_those_that_are_walked()
    {
        var walked = Place
            .Open.Concat(
                Place.Inside(
                    new Furniture(default, default, default, default, default, default, default, default, default, default, default)
                )
            )
            .Select(place => place.Path.Split('?')[0])
            .ToHashSet(StringComparer.Ordinal);
        var found = 0;
        var missed = new List<string>();
        foreach (
            var feature in Directory.GetFiles(
                Path.Combine(WebFixture.Root, "web", "src", "features"),
                "index.ts",
                SearchOption.AllDirectories
            )
        )
        {
            var parent = "";
            foreach (
                Match route in Regex.Matches(await File.ReadAllTextAsync(feature, TestContext.Current.CancellationToken), "path: '([^']*)'")
            )
            {
                var path = route.Groups[1].Value;
                // What is written under another page goes on where that one's address ends.
                if (path.StartsWith('/'))
                    parent = path;
                else
                    path = $"{parent}/{path}";
                found++;
                var pattern = "^" + Regex.Replace(path, @"\$\w+", "[^/]+") + "$";
                if (!walked.Any(each => Regex.IsMatch(each, pattern)))
                    missed.Add(path);
            }
        }

        found.ShouldBeGreaterThan(40);
        missed.ShouldBeEmpty();
    }
}
