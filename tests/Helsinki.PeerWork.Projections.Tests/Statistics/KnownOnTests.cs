using System.Text.Json;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tests.Store;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>The statistics follow their events as they do in the running program.</summary>
public sealed class KnownOnTests : IAsyncLifetime
{
    const int Days = 20;
    static readonly int[] Years = [2023, 2024];
    static readonly DateOnly First = new(2023, 12, 10);
    static readonly CancellationToken None = CancellationToken.None;

    readonly TestDatabase database = new();
    Instance instance = null!;
    Facts facts = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        instance = await Instance.Start(database, ReadModels.Async);
        facts = new(database.Source, new PastRows(database.Source));
    }

    public async ValueTask DisposeAsync()
    {
        await instance.DisposeAsync();
        await database.DisposeAsync();
    }

    async Task Record(DateTimeOffset at, Guid stream, params object[] events)
    {
        var version = (await instance.Log.Read([stream], None))[0].Version;
        Assert.True(await instance.Log.Append([new(stream, "aito_valittaja_process", version, events)], new("user-1", at, "correlation-1", null),
            [], None));
    }

    /// <summary>The first and the last moment of the day among them.</summary>
    async Task Record(RandomHistory history, DateOnly day)
    {
        var acts = history.Day(day).ToList();
        var (first, last) = (HelsinkiTime.StartOf(day), HelsinkiTime.StartOf(day.AddDays(1)).AddTicks(-10));
        foreach (var (index, (stream, events)) in acts.Index())
            await Record(index == 0 ? first : index == acts.Count - 1 ? last : first.AddHours(9), stream, events);
        await instance.Daemon.CatchUp(None);
    }

    /// <summary>Everything a report says but when it was asked.</summary>
    static string Said(YearReport report) => JsonSerializer.Serialize(new
    {
        report.Year,
        report.Imported,
        report.Centres,
        Lines = report.Lines.Select(l => new { l.Line.Code, l.Line.Centres, l.Figures }),
        Rows = report.Rows.Select(r => new { r.Measure.Key, r.Measure.Version, r.City, r.Centres }),
    });

    [Theory, Seeds(1, 2)]
    public async Task What_was_read_after_a_day_had_closed_is_what_is_known_on_it_ever_after(int seed)
    {
        var history = new RandomHistory(seed);
        var snapshots = new Dictionary<(DateOnly Day, int Year), string>();
        for (var day = First; day < First.AddDays(Days); day = day.AddDays(1))
        {
            await Record(history, day);
            foreach (var year in Years) snapshots[(day, year)] = Said(await YearReport.Of(facts, year, new(day.AddDays(1)), None));
        }

        var later = First.AddDays(Days + 100);
        foreach (var ((day, year), then) in snapshots) Assert.Equal(then, Said(await YearReport.Of(facts, year, new(later, day), None)));
        Assert.True(snapshots.Values.Distinct().Count() > Days, "The days hardly differ.");
    }

    [Fact]
    public async Task An_event_that_is_written_late_with_an_earlier_time_is_taken_in()
    {
        var history = new RandomHistory(4);
        await Record(history, First);
        await Record(history, First.AddDays(1));
        var before = await YearReport.Of(facts, 2023, new(First.AddDays(9), First), None);

        await Record(HelsinkiTime.StartOf(First.AddDays(1)).AddTicks(-10), Guid.CreateVersion7(), new TravelTicketsIssued(new("Malmi"), 1000, First));
        await Record(HelsinkiTime.StartOf(First.AddDays(1)), Guid.CreateVersion7(), new TravelTicketsIssued(new("Malmi"), 500, First));
        await instance.Daemon.CatchUp(None);

        var after = await YearReport.Of(facts, 2023, new(First.AddDays(9), First), None);
        Assert.Equal(before.City("travel-tickets").Value + 1000, after.City("travel-tickets").Value);
        Assert.True(after.Position > before.Position);
    }

    [Fact]
    public async Task Imported_history_counts_from_its_import_day_on_and_the_report_says_so()
    {
        var worker = Guid.CreateVersion7();
        await Record(HelsinkiTime.StartOf(First).AddHours(30), worker,
            new EngagementImported(new(Guid.CreateVersion7()), EngagementForm.Volunteer, new("Malmi"), WorkKind.PeerSupport, new(2020, 1, 1), null));
        await instance.Daemon.CatchUp(None);

        var (before, after) = (await YearReport.Of(facts, 2021, new(First.AddDays(9), First), None),
            await YearReport.Of(facts, 2021, new(First.AddDays(9), First.AddDays(1)), None));

        Assert.Equal((0, 1), (before.City("individuals-volunteer").Value, after.City("individuals-volunteer").Value));
        Assert.Equal((null, new ImportedHistory(1, First.AddDays(1), First.AddDays(1))), (before.Imported, after.Imported));
    }

    [Fact]
    public async Task Days_nobody_asks_for_any_more_are_forgotten_and_can_be_asked_for_again()
    {
        var history = new RandomHistory(5);
        for (var day = First; day < First.AddDays(PastRows.Kept + 3); day = day.AddDays(1)) await Record(history, day);
        var first = Said(await YearReport.Of(facts, 2023, new(First.AddDays(99), First), None));

        for (var day = First; day < First.AddDays(PastRows.Kept + 3); day = day.AddDays(1))
            await YearReport.Of(facts, 2023, new(First.AddDays(99), day), None);

        Assert.Equal(PastRows.Kept, Assert.Single(await database.Query<long>("select count(*) from peerwork.past_rows")));
        Assert.Equal(PastRows.Kept + 1,
            Assert.Single(await database.Query<long>("select count(*) from pg_tables where schemaname = 'read' and tablename like "
            + "'statistics_hours%'")));
        Assert.Equal(first, Said(await YearReport.Of(facts, 2023, new(First.AddDays(99), First), None)));
    }

    [Fact]
    public async Task Several_may_ask_for_the_same_and_for_other_days_at_once()
    {
        var history = new RandomHistory(6);
        for (var day = First; day < First.AddDays(4); day = day.AddDays(1)) await Record(history, day);
        var expected = new Dictionary<DateOnly, string>();
        for (var day = First; day < First.AddDays(4); day = day.AddDays(1))
            expected[day] = Said(await YearReport.Of(facts, 2023, new(First.AddDays(99), day), None));
        await database.Execute("delete from peerwork.past_rows");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            var day = First.AddDays(n % 4);
            return (day, Said: Said(await YearReport.Of(facts, 2023, new(First.AddDays(99), day), None)));
        })));

        Assert.All(answers, a => Assert.Equal(expected[a.day], a.Said));
    }

    [Fact]
    public async Task Years_kept_from_before_are_what_a_fresh_count_gives_after_every_act()
    {
        var (history, kept) = (new RandomHistory(7), new YearReports(facts));
        for (var day = First; day < First.AddDays(2 * Days); day = day.AddDays(1))
            foreach (var (stream, events) in history.Day(day))
            {
                await Record(HelsinkiTime.StartOf(day).AddHours(9), stream, events);
                await instance.Daemon.CatchUp(None);
                foreach (var report in await kept.Of(Years[0], Years[^1], new(day), None))
                {
                    var fresh = await YearReport.Of(facts, report.Year, new(day), None);
                    Assert.Equal((Said(fresh), fresh.Position), (Said(report), report.Position));
                }
            }
    }

    [Fact]
    public async Task Years_kept_from_before_are_counted_again_when_their_tables_are_made_anew()
    {
        var kept = new YearReports(facts);
        await Record(HelsinkiTime.StartOf(First), Guid.CreateVersion7(), new TravelTicketsIssued(new("Malmi"), 5, First));
        await instance.Daemon.CatchUp(None);
        await kept.Of(2023, 2023, new(First), None);
        await database.Execute("update read.statistics_tickets set tickets = 6");
        Assert.Equal(5, (await kept.Of(2023, 2023, new(First), None))[0].City("travel-tickets").Value);
        Assert.Equal(5, (await YearReport.Of(facts, 2023, new(First, First), None)).City("travel-tickets").Value);

        await database.Execute("update mt_events set data = jsonb_set(data, '{Count}', '7')");
        await instance.Daemon.Rebuild("Statistics", null, None);

        Assert.Equal(7, (await kept.Of(2023, 2023, new(First), None))[0].City("travel-tickets").Value);
        Assert.Equal(7, (await YearReport.Of(facts, 2023, new(First, First), None)).City("travel-tickets").Value);
    }

    [Theory, Seeds(11)]
    public async Task Every_figure_is_explained_by_its_parts_and_its_records(int seed)
    {
        var history = new RandomHistory(seed);
        for (var day = First; day < First.AddDays(3 * Days); day = day.AddDays(1)) await Record(history, day);
        var known = new Known(First.AddDays(4 * Days));
        foreach (var year in Years)
        {
            var report = await YearReport.Of(facts, year, known, None);
            var persons = await PersonsBehind.Of(facts, year, known, None);
            foreach (var row in report.Rows)
            {
                var city = (await Explanation.Of(facts, year, known, row.Measure, null, None))!;
                Assert.Equal(row.City, city.Figure);
                var centres = city.Breakdowns.Single(b => b.By.Key == "centre").Parts.ToDictionary(p => p.Key, p => p.Figure);
                foreach (var (centre, figure) in report.Centres.Zip(row.Centres))
                {
                    if (centres.TryGetValue(centre.Code.Value, out var part)) Assert.Equal(figure, part);
                    var here = (await Explanation.Of(facts, year, known, row.Measure, centre.Code, None))!;
                    Assert.Equal(figure, here.Figure);
                    if (row.Measure.AddsUp)
                        foreach (var breakdown in here.Breakdowns)
                            Assert.Equal((double)figure.Value!.Value, (double)breakdown.Parts.Sum(p => p.Figure.Value!.Value),
                                0.01 * (breakdown.Parts.Count + 1));
                    await RecordsExplain(year, known, row.Measure, centre.Code, figure, persons.GetValueOrDefault((row.Measure, centre.Code)));
                }
                if (city.Spread is { } spread)
                    Assert.Equal((row.City.Value, row.Centres.Sum(f => f.Value)), (spread.Sum(s => s.Count), spread.Sum(s => s.Count * s.Centres)));
                if (row.Measure.AddsUp)
                    Assert.Equal((double)row.City.Value!.Value, (double)row.Centres.Sum(f => f.Value!.Value), 0.01 * (row.Centres.Count + 1));
            }
        }
    }

    async Task RecordsExplain(int year, Known known, Measure measure, CentreCode centre, Figure figure, PersonsBehind persons)
    {
        var (rows, total) = await Explanation.RecordsOf(facts, year, known, measure, centre, new(1, 10_000), None);
        Assert.Equal(total, rows.Count);
        Assert.Equal(persons.Denominator, FewestPersons(rows));
        Assert.Equal(persons.Numerator, FewestPersons([.. rows.Where(r => r.InNumerator)]));
        var counted = rows.Select(r => r.Counted).Distinct().Count();
        var values = rows.Where(r => r.InNumerator && r.Value is not null).Select(r => r.Value!.Value).ToList();
        switch (measure.Reckoning)
        {
            case Reckoning.Total { Of: Tally.Sum }: Assert.Equal(figure.Value, Figure.Rounded(measure.Unit, values.Sum())); break;
            case Reckoning.Total: Assert.Equal(figure.Value, counted); break;
            case Reckoning.Ratio { Numerator: Tally.Sum }: Assert.Equal((figure.Numerator, figure.Denominator), (values.Sum(), counted)); break;
            case Reckoning.Ratio:
                Assert.Equal((figure.Numerator, figure.Denominator),
                    (rows.Where(r => r.InNumerator).Select(r => r.Counted).Distinct().Count(), counted)); break;
            case Reckoning.Mean: Assert.Equal((figure.Numerator, figure.Denominator), (values.Sum(), rows.Count)); break;
            default: Assert.Equal(figure.Denominator, rows.Count); break;
        }
    }

    static int FewestPersons(IReadOnlyList<ExplainedRecord> records) =>
        records.Count == 0 ? 0 : records[0].Persons.Select((_, part) => records.Select(r => r.Persons[part]).Distinct().Count()).Min();
}
