using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Benchmarks.Load;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;

namespace Helsinki.PeerWork.Benchmarks.Pure;

/// <summary>What a command and a page of a projection cost apart from PostgreSQL.</summary>
[MemoryDiagnoser]
public class PureBenchmarks
{
    const int EventsOfPage = 5_000;
    const int LinesOfFile = 1_000;

    static readonly DateOnly Day = new(2026, 5, 4);

    readonly AitoValittajaEvent[] process = [.. Made.LongProcess(Day)];
    readonly AitoValittajaCommand command = new AitoValittajaCommand.RecordMeeting(
        new(Guid.CreateVersion7()), Day, new(9, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false, Made.Terms, Day);

    readonly List<Recorded> page = [.. TenYears.UpTo(Day.Year).Events.Skip(100_000).Take(EventsOfPage)];
    readonly ProcessList processList = new();
    readonly StatisticsFacts statistics = new();

    readonly object @event = new AitoValittajaEvent.MeetingHeld(
        new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), Day, new(13, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false);
    byte[] json = [];

    readonly PayrollFile file = new(new());
    readonly PayrollLine[] lines =
    [
        .. Enumerable.Range(0, LinesOfFile).Select(n => new PayrollLine(
            new(Guid.CreateVersion7()), Guid.CreateVersion7(), "131052-308T", null, new("Malmi"), "4410200", WorkKind.AitoValittajaMeeting, Day,
            90, 20m, 30m, "336", "A-0042", null, null, PayNature.Fee)),
    ];

    [GlobalSetup]
    public void Serialised() => json = Serialise();

    [Benchmark(Description = "fold 50 events, decide one command")]
    public Decision<AitoValittajaEvent> Decide() =>
        AitoValittajaDecider.Decider.Decide(command, process.Aggregate(AitoValittajaDecider.Decider.Initial, AitoValittajaDecider.Decider.Evolve));

    [Benchmark(OperationsPerInvoke = EventsOfPage, Description = "fold an event into the process list")]
    public Changes FoldProcessList() => Fold(processList);

    [Benchmark(OperationsPerInvoke = EventsOfPage, Description = "fold an event into the statistics")]
    public Changes FoldStatistics() => Fold(statistics);

    [Benchmark(Description = "serialise an event")]
    public byte[] Serialise() => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), EventJson.Options);

    [Benchmark(Description = "deserialise an event")]
    public object? Deserialise() => JsonSerializer.Deserialize(json, @event.GetType(), EventJson.Options);

    [Benchmark(OperationsPerInvoke = LinesOfFile, Description = "write a line of the payroll file")]
    public void WriteCsv() => file.WriteCsv(Stream.Null, new(lines));

    Changes Fold(IReadModel projection)
    {
        var changes = new Changes();
        foreach (var e in page)
            if (projection.Handles.Contains(e.Event.GetType())) projection.Fold(e, changes);
        return changes;
    }
}
