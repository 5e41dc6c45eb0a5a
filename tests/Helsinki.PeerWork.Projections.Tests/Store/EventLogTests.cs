using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public sealed class EventLogTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.FromHours(3));
    static readonly Envelope ByTherapist = new("therapist-1", Noon, "correlation-1", "causation-1");
    static readonly CancellationToken None = CancellationToken.None;

    readonly EventLog log = database.Log;

    static StreamAppend Process(Guid stream, long expected, params object[] events) => new(stream, "aito_valittaja_process", expected, events);
    static StreamAppend Month(Guid stream, long expected, params object[] events) => new(stream, "monthly_hours", expected, events);

    Task<bool> Append(params StreamAppend[] streams) => log.Append(streams, ByTherapist, [], None);

    async Task<StreamEvents> Read(Guid stream) => Assert.Single(await log.Read([stream], None));

    [Fact]
    public async Task What_is_appended_is_read_back_with_its_envelope()
    {
        var stream = Guid.CreateVersion7();
        var worker = new PeerWorkerId(Guid.CreateVersion7());
        object[] events =
        [
            new ModelSuggested(new(Guid.CreateVersion7()), new("Symppis Itis"), new(Guid.CreateVersion7()), "K-0042", May4),
            new MeetingHeld(new(Guid.CreateVersion7()), worker, May4, new(10, 30), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false),
            new HoursRecorded(new(Guid.CreateVersion7()),
                new(May4, new(9, 0), 75, new("Malmi"), WorkKind.CoffeeMeeting, EngagementForm.FeeForService, null, 20.50m, "336")),
        ];

        Assert.True(await Append(Process(stream, 0, events)));

        var read = await Read(stream);
        Assert.Equal(3, read.Version);
        Assert.Equal(events, read.Events.Select(e => e.Event));
        Assert.Equal([1L, 2L, 3L], read.Events.Select(e => e.Version));
        Assert.All(read.Events,
            e =>
            Assert.Equal((stream, Noon, TimeSpan.Zero, "therapist-1", "correlation-1", "causation-1"),
                (e.Stream, e.At, e.At.Offset, e.By, e.Correlation, e.Causation)));
        Assert.Equal(read.Events.Select(e => e.Position).Order(), read.Events.Select(e => e.Position));
    }

    [Fact]
    public async Task Rows_stand_as_Marten_writes_them()
    {
        var (stream, meeting, worker) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(Process(stream, 0,
            new MeetingHeld(new(meeting), new(worker), May4, new(10, 30), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false)));

        Assert.Equal(["aito_valittaja_process 1 *DEFAULT* f"],
            await database.Query<string>($"select concat_ws(' ', type, version, tenant_id, is_archived) from mt_streams where id = '{stream}'"));
        Assert.Equal(["meeting_held Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent+MeetingHeld, "
            + "Helsinki.PeerWork.Domain *DEFAULT* f 2026-05-04 09:00:00+00"],
            await database.Query<string>("select concat_ws(' ', type, mt_dotnet_type, tenant_id, is_archived, "
                + $"timestamp) from mt_events where stream_id = '{stream}'"));
        Assert.Equal([true], await database.Query<bool>($$"""
            select data = '{"Meeting": "{{meeting}}", "Mediator": "{{worker}}", "On": "2026-05-04", "Start": "10:30:00", "Minutes": 90,
                            "Place": "Cafe", "Activity": "Coffee", "ProfessionalAlong": false}' from mt_events where stream_id = '{{stream}}'
            """));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_at_version_0_and_answers_come_in_the_order_asked()
    {
        var (one, two, none) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(Process(one, 0, new ProcessClosed(May4)), Month(two, 0, new MonthDeclared(May4)));

        var read = await log.Read([two, none, one], None);

        Assert.Equal([(two, 1L, 1), (none, 0L, 0), (one, 1L, 1)], read.Select(s => (s.Stream, s.Version, s.Events.Count)));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(8), InlineData(9), InlineData(200)]
    public async Task Any_number_of_streams_is_read_at_once(int count)
    {
        Guid[] streams = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        if (count > 0)
            await Append([.. streams.Select((stream, i) => Process(stream, 0, [.. Enumerable.Repeat(new ProcessClosed(May4), (i % 3) + 1)]))]);

        var read = await log.Read(streams, None);

        Assert.Equal(streams.Select((stream, i) => (stream, (i % 3) + 1L, (i % 3) + 1)), read.Select(s => (s.Stream, s.Version, s.Events.Count)));
    }

    [Fact]
    public async Task A_stale_version_writes_nothing_to_any_stream_and_draws_no_number()
    {
        var (stale, fresh) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(Process(stale, 0, new ProcessClosed(May4)));
        var drawn = await database.Query<long>("select last_value from mt_events_sequence");

        Assert.False(await Append(Month(fresh, 0, new MonthDeclared(May4)), Process(stale, 0, new ProcessClosed(May4))));
        Assert.False(await Append(Month(fresh, 0, new MonthDeclared(May4)), Process(stale, 2, new ProcessClosed(May4))));
        Assert.False(await Append(Month(fresh, 3, new MonthDeclared(May4))));

        Assert.Equal(1, (await Read(stale)).Version);
        Assert.Equal(0, (await Read(fresh)).Version);
        Assert.Equal(drawn, await database.Query<long>("select last_value from mt_events_sequence"));
    }

    [Fact]
    public async Task A_guarded_stream_must_be_where_it_was_and_stays_there()
    {
        var (guarded, absent, written) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(Process(guarded, 0, new ProcessClosed(May4)));

        Assert.False(await Append(Process(guarded, 2), Month(written, 0, new MonthDeclared(May4))));
        Assert.False(await Append(Process(guarded, 0), Month(written, 0, new MonthDeclared(May4))));
        Assert.True(await Append(Process(guarded, 1), Process(absent, 0), Month(written, 0, new MonthDeclared(May4))));

        Assert.Equal([1L, 0L, 1L], (await log.Read([guarded, absent, written], None)).Select(s => s.Version));
        Assert.Empty(await database.Query<Guid>($"select id from mt_streams where id = '{absent}'"));
    }

    [Theory, InlineData(1), InlineData(0)]
    public async Task A_guarded_stream_cannot_move_before_the_guard_has_committed(int guardedAt)
    {
        var (guarded, written) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        if (guardedAt == 1) await Append(Process(guarded, 0, new ProcessClosed(May4)));
        await database.Execute("create table if not exists gate (n int)");
        await using var gate = await database.Source.OpenConnectionAsync();
        await using var closed = await gate.BeginTransactionAsync();
        await new NpgsqlCommand("lock table gate", gate).ExecuteNonQueryAsync();

        var guarding = log.Append([Process(guarded, guardedAt), Month(written, 0, new MonthDeclared(May4))], ByTherapist,
            [new("insert into gate values (1)")], None);
        await Waiting(1);
        var moving = Append(Process(guarded, guardedAt, new ProcessClosed(May4)));
        await Waiting(2);
        await closed.CommitAsync();

        Assert.True(await guarding);
        Assert.True(await moving);

        Task Waiting(int sessions) => Until.True(async () =>
            (await database.Query<long>(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"))[0] == sessions);
    }

    [Fact]
    public async Task Many_writers_of_one_stream_leave_exactly_its_versions_and_no_gap_in_the_numbers()
    {
        const int Writers = 16, Each = 25;
        var stream = Guid.CreateVersion7();
        var before = await LastNumber();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var written = 0; written < Each;)
                if (await Append(Process(stream, (await Read(stream)).Version, new ProcessClosed(May4)))) written++;
        })));

        var read = await Read(stream);
        Assert.Equal(Writers * Each, read.Version);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(v => (long)v), read.Events.Select(e => e.Version));
        Assert.Equal(Writers * Each, await LastNumber() - before);

        async Task<long> LastNumber() =>
            (await database.Query<long>("select case when is_called then last_value else 0 end from mt_events_sequence"))[0];
    }

    [Fact]
    public async Task Writers_of_the_same_streams_in_any_order_never_wait_for_each_other_in_a_ring()
    {
        const int Writers = 8, Each = 20;
        Guid[] streams = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var written = 0; written < Each;)
            {
                var chosen = streams.OrderBy(_ => random.Next()).Take(3).ToArray();
                var versions = (await log.Read(chosen, None)).Select(s => s.Version).ToArray();
                // The third is only guarded.
                if (await Append(Process(chosen[0], versions[0], new ProcessClosed(May4)), Process(chosen[1], versions[1], new ProcessClosed(May4)),
                    Process(chosen[2], versions[2])))
                    written++;
            }
        })));

        var read = await log.Read(streams, None);
        Assert.Equal(2 * Writers * Each, read.Sum(s => s.Version));
        Assert.All(read, s => Assert.Equal(s.Version, s.Events.Count));
        Assert.Equal([0L], await database.Query<long>("select deadlocks from pg_stat_database where datname = current_database()"));
    }

    [Fact]
    public async Task Inline_and_afterwards_an_event_was_recorded_at_the_same_moment()
    {
        var stream = Guid.CreateVersion7();
        var envelope = ByTherapist with { At = Noon.AddTicks(1_234_567) };

        await log.Append([Process(stream, 0, new ProcessClosed(May4))], envelope, [], None);

        Assert.Equal(envelope.At, Assert.Single((await Read(stream)).Events).At);
        Assert.Equal(TimeSpan.Zero, envelope.At.Offset);
    }

    [Fact]
    public async Task Riders_stand_or_fall_with_the_append()
    {
        var stream = Guid.CreateVersion7();
        await database.Execute("create table if not exists rider (key int primary key)");

        Assert.True(await log.Append([Process(stream, 0, new ProcessClosed(May4))], ByTherapist, [new("insert into rider values (1)")], None));
        Assert.False(await log.Append([Process(stream, 0, new ProcessClosed(May4))], ByTherapist, [new("insert into rider values (2)")], None));
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            log.Append([Process(stream, 1, new ProcessClosed(May4))], ByTherapist, [new("insert into rider values (1)")], None));

        Assert.Equal("rider_pkey", refused.ConstraintName);
        Assert.Equal(1, (await Read(stream)).Version);
        Assert.Equal([1], await database.Query<int>("select key from rider"));
    }

    [Fact]
    public async Task An_event_Marten_wrote_is_read_and_its_tombstones_are_passed_over()
    {
        var stream = Guid.CreateVersion7();
        await database.Execute($$"""
            insert into mt_streams (id, type, version) values ('{{stream}}', 'aito_valittaja_process', 2);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type) values
                (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', 1, '{"On": "2026-05-04", "Reason": "NotReached"}',
                    'process_not_started', now(), ''),
                (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', 2, '{}', 'tombstone', now(), '');
            """);

        var read = await Read(stream);

        Assert.Equal(2, read.Version);
        Assert.Equal([new ProcessNotStarted(NotStartedReason.NotReached, May4)], read.Events.Select(e => e.Event));
    }
}
