using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>A command on one stream: cooperation begins in a process that was onboarded.</summary>
static class Beginning
{
    static readonly DateOnly Day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-10);

    public static Profile<Guid> On(Stage stage) => new(
        "Begin a cooperation: one stream, five events",
        """
        Ours is the endpoint's own function: load the process (3 events), ask the access table, decide, append 5 events, update its row in the process
        list and write the access log. The floor reads the same 3 rows and writes the same 8 with statements prepared once: no JSON is read or made,
        nothing is decided, and of all checks it has only `update mt_streams … where version = …`.
        """,
        CommandsOfCase: 1,
        count => Make(stage, count),
        async () => await BeginningFloor.On(stage),
        () => Task.FromResult<IWorker<Guid>>(new BeginningOurs(new(stage))));

    static async Task<IReadOnlyList<Guid>> Make(Stage stage, int count)
    {
        Guid[] processes = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        await stage.Make(AitoValittajaDecider.Decider.Category, processes.Select(p => (p, Made.Onboarded(Made.Centre, new(Guid.CreateVersion7()), Day).Cast<object>())));
        return processes;
    }

    sealed class BeginningOurs(Requests requests) : IWorker<Guid>
    {
        static readonly ProcessesApi.CooperationRequest Body = new(true, true, true, [Goal.Hope], [Strength.Humour], [Interest.Nature], Made.Before, Day);

        public IEnumerable<Func<Task>> Commands(Guid @case) =>
            [() => requests.Send<ProcessesApi>("BeginCooperation", a => a.Begin(@case, Body, CancellationToken.None))];

        public ValueTask DisposeAsync() => requests.DisposeAsync();
    }
}

/// <summary>The same rows, by hand.</summary>
sealed class BeginningFloor : IWorker<Guid>
{
    static readonly DateOnly Day = DateOnly.FromDateTime(DateTime.UtcNow);

    static readonly AitoValittajaEvent[] Events =
        [new CooperationBegan(Day), new GoalChosen(Goal.Hope), new StrengthChosen(Strength.Humour), new InterestChosen(Interest.Nature), new BaselineTaken(Made.Before)];

    readonly NpgsqlConnection connection;
    readonly FloorRead read;
    readonly NpgsqlBatch write;
    readonly FloorEvents events = new(Events);
    readonly FloorLog log = new("BeginCooperation", 204);
    readonly NpgsqlBatchCommand stream = Floor.Command(
        "update mt_streams set version = $3, timestamp = $4 where id = $1 and version = $2", Guid.Empty, 0L, 0L, DateTime.UtcNow);
    readonly NpgsqlBatchCommand row = Floor.Command(
        "update read.process_list set phase = 'Active', began_on = $2, last_on = $2 where process = $1", Guid.Empty, Day);

    BeginningFloor(NpgsqlConnection connection)
    {
        this.connection = connection;
        read = new(connection, streams: 1);
        write = new(connection) { BatchCommands = { stream, events.Insert, row, log.Insert } };
    }

    public static async Task<IWorker<Guid>> On(Stage stage)
    {
        var floor = new BeginningFloor(await stage.BareConnection());
        await floor.read.Prepare();
        await floor.write.PrepareAsync();
        return floor;
    }

    public IEnumerable<Func<Task>> Commands(Guid @case) => [() => Begin(@case)];

    async Task Begin(Guid process)
    {
        var version = (await read.Versions(process))[process];
        var now = DateTime.UtcNow;
        stream.Fill(process, version, version + Events.Length, now);
        events.Fill(now, [.. Events.Select((_, n) => (process, version + 1 + n))]);
        row.Fill(process);
        log.Fill(now, process);
        await write.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
