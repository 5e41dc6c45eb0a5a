using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>What an id token must say beside what the library asks: signature, issuer, audience, nonce and time.</summary>
static class IdTokenRules
{
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static string? Wrong(JsonWebToken token, OidcOptions oidc, DateTimeOffset now) =>
        HasUnknownExtensions(token) ? "It has critical extensions."
        : string.IsNullOrWhiteSpace(token.Subject) ? "It names nobody."
        : token.Azp is { Length: > 0 } party && party != oidc.ClientId ? "It was made for another client."
        : token.Audiences.Count() > 1 && string.IsNullOrEmpty(token.Azp) ? "It is for several and says not which asked."
        : oidc.Acr is { } acr && Text(token, "acr") != acr ? "The log-in was not as strong as it must be."
        : AuthenticatedAt(token) is { } at && at > now + Skew ? "The log-in lies ahead."
        : oidc.MaxAgeMinutes is { } most && !(AuthenticatedAt(token) >= now - TimeSpan.FromMinutes(most) - Skew)
            ? "The log-in is too long ago, or it does not say when it was."
        : null;

    /// <summary>Whoever made the token says that it must not be believed by somebody who does not know these; nobody here knows any.</summary>
    public static bool HasUnknownExtensions(JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _);

    static string? Text(JsonWebToken token, string name) => token.TryGetClaim(name, out var claim) ? claim.Value : null;

    static DateTimeOffset? AuthenticatedAt(JsonWebToken token) =>
        long.TryParse(Text(token, "auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
