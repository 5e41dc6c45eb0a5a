using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Projections.ServiceCentres;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Supervision;
using Helsinki.PeerWork.Projections.Tables;

namespace Helsinki.PeerWork.Projections;

/// <summary>Every read model, by when it follows its events.</summary>
public static class ReadModels
{
    /// <summary>In the append itself: lists people act on, and the database constraints that guard across streams.</summary>
    public static IReadOnlyList<IReadModel> Inline { get; } =
        [new ProcessList(), new Concerns(), new Workers(), new Months(), new Exports(), new Sessions(), new Centres(), new Editions()];

    /// <summary>After the append, each at its own pace.</summary>
    public static IReadOnlyList<IReadModel> Async { get; } = [new StatisticsFacts()];
}
