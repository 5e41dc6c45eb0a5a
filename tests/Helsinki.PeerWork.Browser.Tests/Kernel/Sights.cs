using Helsinki.PeerWork.Browser.Tests.Administration;
using Helsinki.PeerWork.Browser.Tests.Agreements;
using Helsinki.PeerWork.Browser.Tests.AitoValittaja;
using Helsinki.PeerWork.Browser.Tests.Hours;
using Helsinki.PeerWork.Browser.Tests.Me;
using Helsinki.PeerWork.Browser.Tests.Payroll;
using Helsinki.PeerWork.Browser.Tests.PeerWorkers;
using Helsinki.PeerWork.Browser.Tests.Statistics;
using Helsinki.PeerWork.Browser.Tests.Supervision;

namespace Helsinki.PeerWork.Browser.Tests.Kernel;

/// <summary>A page as somebody gets to see it.</summary>
/// <param name="Page">Its route as the page declares it, e.g. <c>/processes/{id:guid}</c>.</param>
/// <param name="Persona">Who looks; null: nobody logged in.</param>
/// <param name="From">The address to begin at.</param>
/// <param name="Follow">Links to follow from there, one after the other, as CSS selectors: for pages whose address has an id in it. One with a slash before it is added to the address.</param>
public sealed record Sight(string Page, string? Persona, string From, params IReadOnlyList<string> Follow)
{
    /// <summary>What must be there to be looked at; done as often as somebody looks.</summary>
    public Func<Visitor, Task>? Before { get; init; }

    public override string ToString() => $"{Page} ({Persona})";
}

/// <summary>Every page there is, so that none is forgotten; a test holds this list against the application.</summary>
static class Sights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/log-in", null, "/log-in"),
        new("/log-ins", "planner", "/log-ins"),
        new("/accessibility", null, "/accessibility"),
        new("/problem", "planner", "/nothing-here"),
        .. AdministrationSights.All,
        .. AitoValittajaSights.All,
        .. MeSights.All,
        .. StatisticsSights.All,
        .. PayrollSights.All,
        .. HoursSights.All,
        .. SupervisionSights.All,
        .. AgreementsSights.All,
        .. PeerWorkersSights.All,
    ];
}
