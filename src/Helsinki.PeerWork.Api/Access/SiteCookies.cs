namespace Helsinki.PeerWork.Api.Access;

/// <summary>
/// How this site's cookies are called and sent. Secure ones are bound to this very host: neither a sister site nor plain HTTP can plant one.
/// </summary>
/// <param name="Secure">Everywhere but in Development.</param>
public sealed record SiteCookies(bool Secure)
{
    public CookieSecurePolicy Policy => Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    public string Named(string name) => Secure ? $"__Host-{name}" : name;

    /// <summary>The name, the path and the policy; the rest as it is.</summary>
    public void Apply(CookieBuilder cookie, string name) => (cookie.Name, cookie.Path, cookie.SecurePolicy) = (Named(name), "/", Policy);
}
