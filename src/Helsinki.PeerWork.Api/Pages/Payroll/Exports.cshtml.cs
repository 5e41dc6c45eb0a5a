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
        Listed = await Read<PayrollApi, Listed<ExportSummaryView>>(a => a.List(Ct, page: p, size: 25));
    }
}
