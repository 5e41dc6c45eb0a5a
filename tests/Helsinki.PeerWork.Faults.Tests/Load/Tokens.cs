using Helsinki.PeerWork.Api.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>Tokens that hold whatever hour the program takes it to be.</summary>
sealed class Tokens(string folder)
{
    readonly SecurityKey key = DemonstrationTokens.In(folder, Audience).Key;

    const string Audience = "peerwork";

    public string Of(string persona, Guid? worker = null)
    {
        var known = Persona.All.Single(p => p.Name == persona);
        Dictionary<string, object> claims = new() { ["sub"] = worker?.ToString() ?? known.Name, ["roles"] = known.Roles, ["centres"] = known.Centres };
        if (worker is { } own) claims["peer_worker"] = own.ToString();
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = DemonstrationTokens.Issuer,
            Audience = Audience,
            TokenType = "at+jwt",
            NotBefore = now.AddDays(-2),
            Expires = now.AddDays(2),
            Claims = claims,
            SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
        });
    }
}
