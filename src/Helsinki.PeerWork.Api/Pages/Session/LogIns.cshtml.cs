using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Users;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Users.LogInsApi;

namespace Helsinki.PeerWork.Api.Pages.Session;

/// <summary>Where the reader is logged in, each to be ended from here.</summary>
public sealed class LogInsPage : PeerWorkPage
{
    public IReadOnlyList<LogInView> LogIns { get; private set; } = [];

    /// <summary>The session this page is read in.</summary>
    public Guid? Here => Guid.TryParse(User.FindFirst(PageSessions.LogInClaim)?.Value, out var id) ? id : null;

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var logIn = Fields.Id("logIn");
        return Fields.AllRight && await Did<LogInsApi>(a => a.EndMine(logIn, Ct))
            ? DoneAt("/log-ins", T["Istunto on päätetty.", "Sessionen är avslutad.", "The session is ended."])
            : await Show();
    }

    async Task<IActionResult> Show()
    {
        LogIns = await Read<LogInsApi, IReadOnlyList<LogInView>>(a => a.ListMine(Ct));
        return Page();
    }
}
