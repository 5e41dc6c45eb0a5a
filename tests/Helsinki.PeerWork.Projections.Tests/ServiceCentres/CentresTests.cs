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
        await database.Record(stream, new CentreRenamed("Future name", new(2030, 1, 1)), new CentreRenamed("New name", Year2024),
            new CostCentreChanged("200", Year2024));

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

    [Fact]
    public async Task A_moved_centre_is_found_at_each_days_address_and_before_the_first_at_none()
    {
        await database.Record(stream, new CentreOpened(code, CentreType.HospitalArea, "Moving", "100", Year2020));
        await database.Record(stream, new CentreMoved("Second street 2", new(2030, 1, 1)), new CentreMoved("First street 1", Year2024));

        Assert.Equal([null, "First street 1", "Second street 2"],
            (IEnumerable<string?>)[(await AsOf(Year2024.AddDays(-1))).Address, (await AsOf(Year2024)).Address,
                (await AsOf(new(2030, 1, 1))).Address]);
        Assert.Equal([new(Year2024, "First street 1"), new Dated<string>(new(2030, 1, 1), "Second street 2")],
            await Centres.AddressesOf(database.Source, code, None));
    }

    [Fact]
    public async Task A_centre_knows_what_it_came_from_and_where_its_work_went_on()
    {
        CentreCode merged = new($"merged {New()}"), part = new($"part {New()}"), heir = new($"heir {New()}");
        await database.Record(New(), new CentreOpened(merged, CentreType.HospitalArea, "Merged", "1", Year2020),
            new CentreClosed(new(2022, 12, 31), code));
        await database.Record(stream, new CentreOpened(code, CentreType.HospitalArea, "Middle", "1", Year2020),
            new CentreClosed(new(2029, 12, 31), heir));
        await database.Record(New(), new CentreOpened(part, CentreType.HospitalArea, "Part", "1", Year2024), new CentreSplitOff(code));

        Assert.Equal([new(merged, CentreChange.Merged, new(2023, 1, 1))], await Centres.PredecessorsOf(database.Source, code, None));
        Assert.Equal([new(part, CentreChange.SplitOff, Year2024), new(heir, CentreChange.Merged, new(2030, 1, 1))],
            await Centres.SuccessorsOf(database.Source, code, None));
        Assert.Equal([new(code, CentreChange.SplitOff, Year2024)], await Centres.PredecessorsOf(database.Source, part, None));
        Assert.Equal(code, (await Centres.One(database.Source, part, Year2024, None))!.SplitFrom);
    }
}
