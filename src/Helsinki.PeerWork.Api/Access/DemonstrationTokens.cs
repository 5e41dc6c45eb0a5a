using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>Someone to try the system as.</summary>
/// <param name="Name">What <c>./run token</c> takes.</param>
/// <param name="Is">Who that is, in a sentence.</param>
public sealed record Persona(string Name, string Is, IReadOnlyList<string> Roles, IReadOnlyList<string> Centres)
{
    /// <summary>What colleagues call the persona.</summary>
    public string FullName { get; init; } = Name;

    /// <summary>A session of the pages for the persona, as the provider would say it.</summary>
    public ClaimsPrincipal Session(ClaimNames names) => new(new ClaimsIdentity(
        [
            new("iss", DemonstrationTokens.Issuer), new("sub", Name), new("name", FullName),
            .. Roles.Select(r => new Claim(names.Roles, r)), .. Centres.Select(c => new Claim(names.Centres, c)),
        ], LogInOptions.Session, "name", names.Roles));

    public static readonly IReadOnlyList<Persona> All =
    [
        new("therapist", "occupational therapist at Malmi", ["therapist"], ["Malmi"]) { FullName = "Tarja Toivonen" },
        new("therapist-substitute", "another occupational therapist at Malmi", ["therapist"], ["Malmi"]) { FullName = "Satu Salmi" },
        new("therapist-laakso", "occupational therapist at Laakso", ["therapist"], ["Laakso"]) { FullName = "Lauri Lahtinen" },
        new("therapist-vuosaari", "occupational therapist at Vuosaari", ["therapist"], ["Vuosaari"]) { FullName = "Venla Vainio" },
        new("peer-worker", "an Aito Välittäjä at Malmi", ["peer-worker"], ["Malmi"]) { FullName = "Meri Virta" },
        new("peer-worker-laakso", "an Aito Välittäjä at Laakso", ["peer-worker"], ["Laakso"]) { FullName = "Tuomas Laine" },
        new("coordinator", "coordinator of Malmi, Laakso and Vuosaari", ["coordinator"], ["Malmi", "Laakso", "Vuosaari"]) { FullName = "Kaisa Koskinen" },
        new("coordinator-city", "coordinator of the other centres", ["coordinator"], ["Jelppi", "Harjula", "Symppis Itis", "Symppis Malmi", "Kalasatama", "Aurora"]) { FullName = "Kalle Kangas" },
        new("payroll", "payroll clerk", ["payroll"], []) { FullName = "Paula Peltonen" },
        new("planner", "planner", ["planner"], []) { FullName = "Sanna Sundström" },
        new("administrator", "administrator", ["administrator"], []) { FullName = "Pekka Pääjärvi" },
        new("administrator-second", "another administrator, whose word some rights need", ["administrator"], []) { FullName = "Pirjo Parviainen" },
        new("data-protection", "data-protection officer", ["data-protection"], []) { FullName = "Tiina Tuomi" },
    ];
}

/// <summary>Tokens the app issues itself, for trying it out: signed with a key of the data folder, believed in Development on loopback only.</summary>
public sealed class DemonstrationTokens
{
    public const string Issuer = "https://peerwork.invalid/demonstration";
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    readonly SigningCredentials signing;
    readonly string audience;

    DemonstrationTokens(byte[] key, string audience)
    {
        Key = new SymmetricSecurityKey(key);
        signing = new(Key, SecurityAlgorithms.HmacSha256);
        this.audience = audience;
    }

    public SecurityKey Key { get; }

    /// <summary>
    /// Where the demonstration is, and on loopback alone, straight from this machine: addresses can be configured in more ways than the one that is
    /// looked at when the host is built.
    /// </summary>
    public static bool BelievedIn(HttpContext http) =>
        http.RequestServices.GetService<DemonstrationTokens>() is not null && http.Connection.LocalIpAddress is { } here && IPAddress.IsLoopback(here)
        && IsLoopback(http.Request.Host.Host) && !http.Request.Headers.Keys.Any(IsOfProxy);

    /// <summary>A name that leads elsewhere may be made to lead here.</summary>
    static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Somebody passed the request on: whoever asked may be anywhere.</summary>
    static bool IsOfProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || ((string[])["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"])
            .Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>The user id of a persona.</summary>
    public static UserId UserOf(string persona) => Callers.IdOf(Issuer, persona);

    /// <summary>The key stands in a file only its owner may read; the first caller makes it.</summary>
    public static DemonstrationTokens In(string folder, string audience)
    {
        var file = Path.Combine(folder, "demonstration-token.key");
        OwnFile.MakeOnce(file, RandomNumberGenerator.GetBytes(32));
        return new(File.ReadAllBytes(file), audience);
    }

    public string TokenOf(Persona persona, PeerWorkerId? peerWorker = null)
    {
        Dictionary<string, object> claims = new() { ["sub"] = persona.Name, ["roles"] = persona.Roles, ["centres"] = persona.Centres };
        if (peerWorker is { } worker) claims["peer_worker"] = worker.Value.ToString();
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = signing,
        });
    }
}
