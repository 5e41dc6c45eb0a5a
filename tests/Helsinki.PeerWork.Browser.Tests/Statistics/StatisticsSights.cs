using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Statistics;

static class StatisticsSights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/statistics", "planner", "/statistics"),
        new("/statistics/{year:int}", "planner", "/statistics/2024"),
        new("/statistics/{year:int}", "planner", "/statistics/2024?knownOn=1.6.2024"),
        new("/statistics/{year:int}", "therapist", "/statistics/2026?theme=hours&sort=Malmi"),
        new("/statistics/{year:int}/measures/{measure}", "planner", "/statistics/2024/measures/published-fee-for-service-individuals"),
        new("/statistics/{year:int}/measures/{measure}", "coordinator", "/statistics/2024/measures/assessment-coverage?centre=Malmi&records=true"),
        new("/statistics/compare", "planner", "/statistics/compare?from=2022&to=2026"),
        new("/statistics/{year:int}/report", "planner", "/statistics/2025/report"),
        new("/statistics/{year:int}/editions", "planner", "/statistics/2025/editions"),
        new("/statistics/{year:int}/editions/{number:int}", "planner", "/statistics/2022/editions/1") { Before = Publish2022 },
        new("/statistics/measures", "therapist", "/statistics/measures"),
    ];

    /// <summary>The second time there is nothing else to say: it stays the first edition.</summary>
    static async Task Publish2022(Visitor planner)
    {
        await planner.Go("/statistics/2022/editions");
        await planner.Page.CheckAsync("#checked", new() { Force = true });
        await planner.Page.ClickAsync("main form[method=post] button");
        await planner.Page.WaitForSelectorAsync("h1");
    }
}
