using System.Security.Cryptography;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>Someone to try the system as.</summary>
/// <param name="Name">What <c>./run token</c> takes.</param>
/// <param name="Is">Who that is, in a sentence.</param>
public sealed record Persona(string Name, string Is, IReadOnlyList<string> Roles, IReadOnlyList<string> Centres)
{
    public static readonly IReadOnlyList<Persona> All =
    [
        new("therapist", "occupational therapist at Malmi", ["therapist"], ["Malmi"]),
        new("therapist-substitute", "another occupational therapist at Malmi", ["therapist"], ["Malmi"]),
        new("therapist-laakso", "occupational therapist at Laakso", ["therapist"], ["Laakso"]),
        new("therapist-vuosaari", "occupational therapist at Vuosaari", ["therapist"], ["Vuosaari"]),
        new("peer-worker", "an Aito Välittäjä at Malmi", ["peer-worker"], ["Malmi"]),
        new("peer-worker-laakso", "an Aito Välittäjä at Laakso", ["peer-worker"], ["Laakso"]),
        new("coordinator", "coordinator of Malmi, Laakso and Vuosaari", ["coordinator"], ["Malmi", "Laakso", "Vuosaari"]),
        new("coordinator-city", "coordinator of the other centres", ["coordinator"], ["Jelppi", "Harjula", "Symppis Itis", "Symppis Malmi", "Kalasatama", "Aurora"]),
        new("payroll", "payroll clerk", ["payroll"], []),
        new("planner", "planner", ["planner"], []),
        new("administrator", "administrator", ["administrator"], []),
        new("data-protection", "data-protection officer", ["data-protection"], []),
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

    /// <summary>The user id of a persona.</summary>
    public static UserId UserOf(string persona) => Callers.IdOf(Issuer, persona);

    /// <summary>The key stands in a file only its owner may read; the first caller makes it.</summary>
    public static DemonstrationTokens In(string folder, string audience)
    {
        var file = Path.Combine(folder, "demonstration-token.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            var made = file + "." + Environment.ProcessId;
            File.WriteAllBytes(made, RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try { File.Move(made, file, overwrite: false); }
            catch (IOException) when (File.Exists(file)) { File.Delete(made); } // another start was first
        }
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
