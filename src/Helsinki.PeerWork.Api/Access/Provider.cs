using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>The OpenID provider's addresses and keys from its discovery document, fetched and refreshed by <see cref="ConfigurationManager{T}"/>.</summary>
/// <param name="authority">The provider's address.</param>
/// <param name="requireHttps">False in Development alone.</param>
sealed class Provider(string authority, bool requireHttps) : IConfigurationManager<OpenIdConnectConfiguration>
{
    readonly ConfigurationManager<OpenIdConnectConfiguration> kept = new(
        $"{authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever { RequireHttps = requireHttps });

    /// <exception cref="ProviderAwayException">It was never reached yet, or calls itself by another name; once it was, its last keys go on being
    /// used.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        try
        {
            var configuration = await kept.GetConfigurationAsync(cancel);
            // Whoever answers there speaks for itself alone: another issuer's keys are not believed because this address gave them out.
            return configuration.Issuer == authority ? configuration
                : throw new InvalidOperationException($"The provider at {authority} calls itself {configuration.Issuer}.");
        }
        catch (InvalidOperationException e)
        {
            throw new ProviderAwayException(e);
        }
    }

    public void RequestRefresh() => kept.RequestRefresh();
}

/// <summary>The OpenID provider does not answer, so nobody's token can be judged: a 503.</summary>
public sealed class ProviderAwayException(Exception inner) : Exception("The OpenID provider does not answer.", inner);
