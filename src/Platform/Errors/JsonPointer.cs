using System.Text;

namespace SmartAI.Platform.Errors;

/// <summary>Turns the path that System.Text.Json names (<c>$.roles[0]['a.b']</c>) into a JSON Pointer (RFC 6901): <c>/roles/0/a.b</c>.</summary>
internal static class JsonPointer
{
    internal static string FromPath(string path)
    {
        var pointer = new StringBuilder();
        var at = 1;
        while (at < path.Length)
        {
            int end;
            if (path[at] == '.')
                end = IndexOrEnd(path.AsSpan(++at).IndexOfAny('.', '['), at, path.Length);
            // A name with a character of the path's own stands in quotes; its own quotes are not escaped, so the last ones before the bracket end it.
            else if (path.AsSpan(at).StartsWith("['", StringComparison.Ordinal))
            {
                end = IndexOrEnd(path.IndexOf("']", at + 2, StringComparison.Ordinal) - at - 2, at + 2, path.Length);
                Append(pointer, path[(at + 2)..end]);
                at = Math.Min(end + 2, path.Length);
                continue;
            }
            else
            {
                end = IndexOrEnd(path.IndexOf(']', ++at) - at, at, path.Length);
                Append(pointer, path[at..end]);
                at = Math.Min(end + 1, path.Length);
                continue;
            }

            Append(pointer, path[at..end]);
            at = end;
        }

        return pointer.ToString();
    }

    private static int IndexOrEnd(int found, int from, int end) => found < 0 ? end : from + found;

    private static void Append(StringBuilder pointer, string name) =>
        pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
