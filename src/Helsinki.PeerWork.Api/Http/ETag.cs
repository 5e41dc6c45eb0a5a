using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>A stream's version as the caller saw it: <c>"12"</c>.</summary>
public static class ETag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Of an answer that has no version: what stands in it.</summary>
    public static string Of(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";

    /// <summary>The caller has that answer already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(k => k == EntityTagHeaderValue.Any || k.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));

    /// <summary>The version in <c>If-Match</c>; null when the header is absent.</summary>
    /// <exception cref="InvalidFieldException">The header is not one quoted version.</exception>
    public static long? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0) return null;
        if (header.Count == 1
            && EntityTagHeaderValue.TryParse(header[0], out var tag)
            && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        throw new InvalidFieldException("If-Match", "must be the ETag of the last answer, e.g. \"12\"");
    }
}
