using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>Every export there ever was, the newest first, with the hashes of its files.</summary>
public sealed class ExportsPage : PayrollPage
{
    public Listed<ExportSummaryView> Listed { get; private set; } = null!;

    public async Task OnGet(int? p)
    {
        await ReadColleagues();
        Listed = await Read<Listed<ExportSummaryView>>(PayrollApi.List, new { page = p, size = 25 });
    }
}
