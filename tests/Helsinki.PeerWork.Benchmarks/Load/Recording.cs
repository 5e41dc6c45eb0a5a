using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>A process whose meetings one user records one after another.</summary>
readonly record struct MediatorsProcess(Guid Process, PeerWorkerId Mediator, AgreementId Agreement);

/// <summary>A command across streams: a meeting is recorded in its process and in its mediator's month.</summary>
static class Recording
{
    /// <summary>Five a month in three months that are over.</summary>
    public static IReadOnlyList<DateOnly> Days { get; } =
        [.. Enumerable.Range(0, AitoValittajaNumbers.MeetingLimit.On(FirstDay)).Select(n => FirstDay.AddMonths(n / 5).AddDays(1 + (n % 5 * 5)))];

    static DateOnly FirstDay
    {
        get
        {
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            return new DateOnly(today.Year, today.Month, 1).AddMonths(-3);
        }
    }

    public static Profile<MediatorsProcess> On(Stage stage) => new(
        "Record a meeting: process and month in one transaction",
        """
        Fifteen meetings of each process over three months, one after another. Ours is the endpoint's own function: load the process (9–23 events), then the
        mediator's agreements (5), the month (0–6) and the compensation's configuration (22); ask the access table; decide on both streams; guard
        the agreements; append; write the process list, the meeting, the month's entry and the access log. The floor knows all four streams beforehand and
        reads them in one statement, and writes the same rows in one batch prepared once: no JSON, no decision, no guard, and of all checks only
        `update mt_streams … where version = …`. Marten as it comes fetches the four streams for writing one after another, on a connection as Npgsql opens it, and writes the same rows.
        """,
        CommandsOfCase: AitoValittajaNumbers.MeetingLimit.On(FirstDay),
        count => Make(stage, count),
        async () => await RecordingFloor.On(stage),
        () => Task.FromResult<IWorker<MediatorsProcess>>(new RecordingOurs(new(stage))),
        () => MartenAsItComes.On(stage));

    static async Task<IReadOnlyList<MediatorsProcess>> Make(Stage stage, int count)
    {
        MediatorsProcess[] cases = [.. Enumerable.Range(0, count).Select(_ => new MediatorsProcess(Guid.CreateVersion7(), new(Guid.CreateVersion7()), new(Guid.CreateVersion7())))];
        await stage.Make(AitoValittajaDecider.Decider.Category,
            cases.Select(c => (c.Process, Made.Begun(Made.Centre, c.Mediator, FirstDay).Cast<object>())));
        await stage.Make(AgreementsDecider.Decider.Category,
            cases.Select(c => (c.Mediator.Value, Made.Worker(c.Agreement, Made.Centre, FirstDay, FirstDay.AddYears(1)).Cast<object>())));
        return cases;
    }

    sealed class RecordingOurs(Requests requests) : IWorker<MediatorsProcess>
    {
        public IEnumerable<Func<Task>> Commands(MediatorsProcess @case) => Days.Select(day => new Func<Task>(() =>
            requests.Send<MeetingsApi>("RecordMeeting", a => a.Record(
                @case.Process, new(day, new(13, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee), CancellationToken.None))));

        public ValueTask DisposeAsync() => requests.DisposeAsync();
    }
}

/// <summary>The same rows, by hand.</summary>
sealed class RecordingFloor : IWorker<MediatorsProcess>
{
    readonly NpgsqlConnection connection;
    readonly FloorRead read;
    readonly FloorRecord first, later;

    RecordingFloor(NpgsqlConnection connection)
    {
        this.connection = connection;
        read = new(connection, streams: 4);
        (first, later) = (new(connection, opensMonth: true), new(connection, opensMonth: false));
    }

    public static async Task<IWorker<MediatorsProcess>> On(Stage stage)
    {
        var floor = new RecordingFloor(await stage.BareConnection());
        await floor.read.Prepare();
        await floor.first.Prepare();
        await floor.later.Prepare();
        return floor;
    }

    public IEnumerable<Func<Task>> Commands(MediatorsProcess @case) => Recording.Days.Select(day => new Func<Task>(() => Record(@case, day)));

    async Task Record(MediatorsProcess of, DateOnly day)
    {
        var month = HoursStream.IdOf(of.Mediator, day);
        var versions = await read.Versions(of.Process, of.Mediator.Value, month, CompensationDecider.StreamId);
        if (versions.TryGetValue(month, out var version)) await later.Write(of, day, versions[of.Process], month, version);
        else await first.Write(of, day, versions[of.Process], month, 0);
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}

/// <summary>Writes a meeting.</summary>
sealed class FloorRecord
{
    const string NextVersion = "update mt_streams set version = $3, timestamp = $4 where id = $1 and version = $2";

    static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);
    static readonly MeetingHeld Held = new(
        new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), Today, new(13, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false);
    static readonly MonthOpened Opened = new(new(Guid.CreateVersion7()), Today.Year, Today.Month);
    static readonly HoursRecorded Hours = new(new(Guid.CreateVersion7()), new(
        Today, new(13, 0), 90, Made.Centre, WorkKind.AitoValittajaMeeting, EngagementForm.FeeForService, Made.Terms.Agreement, Made.Rate, "336"));

    readonly bool opensMonth;
    readonly NpgsqlBatch batch;
    readonly FloorEvents events;
    readonly FloorLog log = new("RecordMeeting", 201);
    readonly NpgsqlBatchCommand processStream = Floor.Command(NextVersion, Guid.Empty, 0L, 0L, DateTime.UtcNow);
    readonly NpgsqlBatchCommand monthStream;
    readonly NpgsqlBatchCommand process = Floor.Command("update read.process_list set last_on = $2 where process = $1", Guid.Empty, Today);
    readonly NpgsqlBatchCommand meeting = Floor.Command("""
        insert into read.process_meeting (process, meeting, mediator, day, start, minutes, held, place, activity, professional_along)
        values ($1, $2, $3, $4, '13:00', 90, true, 'Cafe', 'Coffee', false)
        """, Guid.Empty, Guid.Empty, Guid.Empty, Today);
    readonly NpgsqlBatchCommand month = Floor.Command(
        "insert into read.month (stream, worker, year, month) values ($1, $2, $3, $4)", Guid.Empty, Guid.Empty, 0, 0);
    readonly NpgsqlBatchCommand entry = Floor.Command("""
        insert into read.month_entry
            (stream, entry, day, agreement, changed_version, start, minutes, centre, kind, form, rate, fee, income_type, withdrawn)
        values ($1, $2, $3, $4, $5, '13:00', 90, 'Malmi', 'AitoValittajaMeeting', 'FeeForService', 20, 30, '336', false)
        """, Guid.Empty, Guid.Empty, Today, Guid.Empty, 0L);

    /// <param name="opensMonth">It is the first entry of its month.</param>
    public FloorRecord(NpgsqlConnection connection, bool opensMonth)
    {
        this.opensMonth = opensMonth;
        events = new(opensMonth ? [Held, Opened, Hours] : [Held, Hours]);
        monthStream = opensMonth
            ? Floor.Command("insert into mt_streams (id, version, type, timestamp, created) values ($1, $2, 'monthly_hours', $3, $3)", Guid.Empty, 0L, DateTime.UtcNow)
            : Floor.Command(NextVersion, Guid.Empty, 0L, 0L, DateTime.UtcNow);
        batch = new(connection) { BatchCommands = { processStream, monthStream, events.Insert, process, meeting, entry, log.Insert } };
        if (opensMonth) batch.BatchCommands.Add(month);
    }

    public Task Prepare() => batch.PrepareAsync();

    public async Task Write(MediatorsProcess of, DateOnly day, long processVersion, Guid monthId, long monthVersion)
    {
        var (now, id) = (DateTime.UtcNow, Guid.CreateVersion7());
        processStream.Fill(of.Process, processVersion, processVersion + 1, now);
        if (opensMonth)
        {
            monthStream.Fill(monthId, 2L, now);
            month.Fill(monthId, of.Mediator.Value, day.Year, day.Month);
            events.Fill(now, (of.Process, processVersion + 1), (monthId, 1), (monthId, 2));
        }
        else
        {
            monthStream.Fill(monthId, monthVersion, monthVersion + 1, now);
            events.Fill(now, (of.Process, processVersion + 1), (monthId, monthVersion + 1));
        }
        process.Fill(of.Process);
        meeting.Fill(of.Process, id, of.Mediator.Value, day);
        entry.Fill(monthId, id, day, of.Agreement.Value, monthVersion + (opensMonth ? 2 : 1));
        log.Fill(now, of.Process);
        await batch.ExecuteNonQueryAsync();
    }
}
