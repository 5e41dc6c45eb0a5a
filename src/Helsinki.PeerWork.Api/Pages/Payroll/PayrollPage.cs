using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Users;
using static Helsinki.PeerWork.Api.Users.ColleaguesApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>What payroll's pages have in common: colleagues and payees by name.</summary>
public abstract class PayrollPage : PeerWorkPage
{
    protected IReadOnlyList<ColleagueView> Colleagues { get; private set; } = [];

    protected async Task ReadColleagues() => Colleagues = await Read<ColleaguesApi, IReadOnlyList<ColleagueView>>(a => a.List(Ct));

    /// <summary>A colleague by name; whoever has never logged in to the pages has none.</summary>
    public string Who(string? by) =>
        Colleagues.FirstOrDefault(c => c.Id.Value.ToString() == by)?.Name ?? T["palkanlaskenta", "löneräkningen", "payroll"];

    /// <summary>A payee as payroll knows them.</summary>
    public string Payee(string? name) => name ?? T["nimi ei tiedossa", "namnet är inte känt", "name not known"];
}

/// <summary>Where a batch is on its way: looked at, completed, made, downloaded, answered.</summary>
/// <param name="Now">1–5; 6: all of it is done.</param>
public sealed record PayrollSteps(int Now);
