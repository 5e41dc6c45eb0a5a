using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Users;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Users.UsersApi;

namespace Helsinki.PeerWork.Api.Pages.Users;

/// <summary>Who has logged in, with what they may do; and finding somebody who has not yet.</summary>
public sealed class UsersPage : PeerWorkPage
{
    public IReadOnlyList<ColleaguesApi.ColleagueView> Colleagues { get; private set; } = [];

    public Task<IActionResult> OnGet() => Show();

    /// <summary>By what the provider calls them; a posted form, because a subject may be a name.</summary>
    public async Task<IActionResult> OnPost()
    {
        var body = new SearchRequest(Fields.Text("issuer"), Fields.Text("subject"));
        return Fields.AllRight && await Do<UsersApi, Found>(a => a.Search(body, Ct)) is { Value: { } found } ? Redirect($"/users/{found.User.Value}") : await Show();
    }

    async Task<IActionResult> Show()
    {
        Colleagues = await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct));
        return Page();
    }
}
