using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Http;

/// <summary>
/// The If-Match of an edit (RFC 9110, section 13.1.1). An entity tag here is the row's <c>xmin</c>: the id of the transaction that wrote it.
/// </summary>
/// <param name="Header">As sent; empty where it was not.</param>
public sealed record IfMatch(string Header)
{
    /// <summary>
    /// Null if the edit may go on; else 428 (absent) or 412 with the current state. On success the save itself is bound to this version, so that
    /// somebody who commits in between is noticed too.
    /// </summary>
    public ProblemHttpResult? Refuses(uint version, Func<object> current)
    {
        if (Header.Length == 0)
            return PlatformErrors.IfMatchRequired.ToProblem();
        return Names(version) ? null : PlatformErrors.Stale.ToProblem(current: current());
    }

    /// <summary>The same for DELETE and action POSTs, where the header may be left out.</summary>
    public ProblemHttpResult? RefusesIfSent(uint version, Func<object> current) => Header.Length == 0 ? null : Refuses(version, current);

    private bool Names(uint version) =>
        Header.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag == ETags.Of(version));
}

/// <summary>Entity tags from row versions.</summary>
public static class ETags
{
    /// <summary>The strong entity tag of a row version.</summary>
    public static string Of(uint version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Puts the entity tag of what is answered on the answer.</summary>
    public static void Set(this HttpResponse response, uint version) => response.Headers.ETag = Of(version);
}
