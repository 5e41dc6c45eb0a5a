using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.ServiceCentres;

public class CentresTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly Year2020 = new(2020, 1, 1);
    static readonly DateOnly Year2024 = new(2024, 1, 1);
    static readonly CancellationToken None = CancellationToken.None;

    readonly CentreCode code = new($"centre {New()}");
    readonly Guid stream = New();

    async Task<CentreRow> AsOf(DateOnly day) => (await Centres.One(database.Source, code, day, None))!;

    [Fact]
    public async Task A_centre_is_called_and_accounted_as_it_was_on_the_day_asked()
    {
        await database.Record(stream, new CentreOpened(code, CentreType.PartnershipHouse, "Old name", "100", Year2020));
        await database.Record(stream, new CentreRenamed("Future name", new(2030, 1, 1)), new CentreRenamed("New name", Year2024), new CostCentreChanged("200", Year2024));

        Assert.Equal(("Old name", "100"), ((await AsOf(Year2024.AddDays(-1))).Name, (await AsOf(Year2024.AddDays(-1))).CostCentre));
        Assert.Equal(("New name", "200"), ((await AsOf(Year2024)).Name, (await AsOf(Year2024)).CostCentre));
        Assert.Equal("Old name", (await AsOf(Year2020.AddDays(-1))).Name);
        Assert.Equal(["Old name", "New name", "Future name"], (await Centres.NamesOf(database.Source, code, None)).Select(n => n.Value));
        Assert.Equal([new(Year2020, "100"), new Dated<string>(Year2024, "200")], await Centres.CostCentresOf(database.Source, code, None));
    }

    [Fact]
    public async Task A_closed_centre_is_still_known_with_its_successor()
    {
        await database.Record(stream, new CentreOpened(code, CentreType.HospitalArea, "Closing", "100", Year2020));
        await database.Record(stream, new CentreClosed(Year2024, new("Successor")));

        var row = Assert.Single(await Centres.AsOf(database.Source, Year2024, None), c => c.Code == code);

        Assert.Equal((CentreType.HospitalArea, Year2024, new CentreCode("Successor")), (row.Type, row.LastDay, row.Successor));
        Assert.Equal([false, true, true, false], new[] { Year2020.AddDays(-1), Year2020, Year2024, Year2024.AddDays(1) }.Select(row.IsOpenOn));
    }
}
