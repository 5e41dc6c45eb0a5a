namespace Helsinki.PeerWork.Api.Access;

/// <summary>Where to go on to on this site: the one place that judges an address somebody sent.</summary>
public static class LocalAddress
{
    const int Longest = 2000;

    /// <summary>The address as it is, when it can lead nowhere but to a page of this site; otherwise the front page.</summary>
    /// <param name="to">Path and query, percent-encoded as browsers send them.</param>
    public static string Of(string? to) => to is { Length: > 0 and <= Longest } && IsPath(to) && IsPath(Decoded(to)) ? to : "/";

    /// <summary>
    /// One slash, then something else: two begin a host, and browsers take a backslash for a slash and leave out what they can't see.
    /// </summary>
    static bool IsPath(string text) =>
        text is ['/', ..] and not ['/', '/', ..] && text.All(c => c is > ' ' and < '\u007F' and not ('\\' or '<' or '>' or '"'));

    /// <summary>
    /// As somebody behind us might read the path, however often it was encoded; what it asks (from the question mark on) leads nowhere.
    /// </summary>
    static string Decoded(string to)
    {
        var path = to.Split('?', '#')[0];
        for (var before = ""; before != path;) (before, path) = (path, Uri.UnescapeDataString(path));
        // A page's path may hold letters of any language; only what could lead elsewhere matters here.
        return string.Concat(path.Select(c => char.IsLetter(c) || c == ' ' ? 'x' : c));
    }
}
