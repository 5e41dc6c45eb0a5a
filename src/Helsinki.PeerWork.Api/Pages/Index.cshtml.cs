using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages;

/// <summary>Leads everybody to where their work begins.</summary>
public sealed class IndexPage : PeerWorkPage
{
    public async Task<IActionResult> OnGet()
    {
        TempData.Keep();
        return await Navigation.For(Door) is [var first, ..] ? Redirect(first.Path) : Page();
    }
}
