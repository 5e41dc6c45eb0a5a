using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Session;

/// <summary>Logging in: at the OpenID provider, or in a demonstration as one of its personas.</summary>
public sealed class LogInPage(LogInOptions options) : PeerWorkPage
{
    protected override bool ForEverybody => true;

    public bool HasProvider => options.Origin is not null;

    /// <summary>Of a demonstration: in Development on loopback, as their tokens are believed there alone.</summary>
    public IReadOnlyList<Persona> Personas => DemonstrationTokens.BelievedIn(HttpContext) ? Persona.All : [];

    /// <summary>Where to go on to.</summary>
    public string To { get; private set; } = "/";

    public bool Ended { get; private set; }

    public bool Failed { get; private set; }

    public void OnGet(string? to, bool ended, bool failed) => (To, Ended, Failed) = (LocalAddress.Of(to), ended, failed);

    public async Task<IActionResult> OnPost(string persona, string? to)
    {
        if (Personas.FirstOrDefault(p => p.Name == persona) is not { } known) return Redirect("/log-in");
        var session = known.Session(options.Claims);
        await LogIn.Begin(HttpContext, session);
        await LogIn.Remember(HttpContext.RequestServices, session, Ct);
        return Redirect(LocalAddress.Of(to));
    }
}
