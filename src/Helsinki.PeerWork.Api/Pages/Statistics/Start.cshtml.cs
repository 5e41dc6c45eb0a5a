using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>Leads to the year that was chosen, or to the latest that is over.</summary>
public sealed class StartPage : StatisticsPage
{
    public async Task<IActionResult> OnGet(int? year, string? compared, string? knownOn)
    {
        TempData.Keep();
        await ReadYears();
        return Redirect(Address($"/statistics/{Written(year ?? Math.Max(Years.First, Years.LatestWhole))}", ("compared", compared), ("knownOn", knownOn)));
    }
}
