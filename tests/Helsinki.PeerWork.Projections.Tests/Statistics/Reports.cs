using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>Reading a report's cells by name.</summary>
static class Reports
{
    public static Figure City(this YearReport report, string measure) => report.Row(measure).City;

    public static Figure At(this YearReport report, CentreCode centre, string measure) =>
        report.Row(measure).Centres[report.Centres.Index().Single(c => c.Item.Code == centre).Index];

    static YearRow Row(this YearReport report, string measure) => report.Rows.Single(r => r.Measure.Key == measure);
}
