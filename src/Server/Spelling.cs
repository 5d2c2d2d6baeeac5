namespace SmartAI.Server;

/// <summary>Whether somebody who wrote one name may have meant another.</summary>
internal static class Spelling
{
    /// <summary>True if one typing error for each four letters leads from one to the other: a letter too many, missing or wrong, or two in the wrong order.</summary>
    internal static bool IsNear(string written, string meant) => Errors(written, meant) <= Math.Max(1, meant.Length / 4);

    // Optimal string alignment: Levenshtein's distance, with neighbours that changed places as one error.
    private static int Errors(string a, string b)
    {
        var errors = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                errors[i, j] = i + j;
                continue;
            }
            var wrong = a[i - 1] == b[j - 1] ? 0 : 1;
            errors[i, j] = Math.Min(Math.Min(errors[i - 1, j], errors[i, j - 1]) + 1, errors[i - 1, j - 1] + wrong);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                errors[i, j] = Math.Min(errors[i, j], errors[i - 2, j - 2] + 1);
        }
        return errors[a.Length, b.Length];
    }
}
