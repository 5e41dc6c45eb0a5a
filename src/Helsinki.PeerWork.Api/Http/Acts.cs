using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>Loads, folds, decides, appends: the only way an event is written.</summary>
public sealed class Acts(EventLog store, NpgsqlDataSource db, Asked request, Admission access, TimeProvider clock)
{
    /// <summary>How often an act that only adds is decided again after losing a race, before the caller is asked to come back.</summary>
    const int Attempts = 60;

    /// <summary>Then it takes its turn at the streams it is about, and the others let it pass there.</summary>
    const int Losses = 3;

    /// <summary>So long the others let an act pass whose program was killed.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>Decides on what is there now and appends to all streams the act touched, in one transaction with its lists, its log row and its reply.</summary>
    public async Task<Reply> Run(Func<Act, Task<Reply>> decide, CancellationToken ct)
    {
        var seen = request.IfMatch();
        if (request.Concurrency == Concurrency.Replaces && seen is null) return new Reply.PreconditionRequired();
        await using var turn = new Turn(db, Lease);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var act = new Act(store, request.Caller, clock, ct);
            if (await Try(act, seen, decide, turn, ct) is { } reply) return reply;
            if (attempt >= Losses) await turn.Take([.. act.Streams.Select(s => s.Stream)], ct);
            await Pause(attempt, ct);
        }
        return new Reply.Busy();
    }

    /// <returns>Null: it lost a race, and nothing was written.</returns>
    async Task<Reply?> Try(Act act, long? seen, Func<Act, Task<Reply>> decide, Turn turn, CancellationToken ct)
    {
        var reply = await decide(act);
        if (reply is Reply.Forbidden or Reply.Absent) return reply;
        if (request.Concurrency != Concurrency.NeverStale && seen is not null && act.Version is { } current && current != seen)
            return new Reply.Stale(current);
        if (reply is not Reply.Done done) return Refuse(reply);

        done = done with { Version = act.NextVersion };
        if (!act.Writes && request.Key is null) return done;
        switch (await Append(act, done, turn, ct))
        {
            case Outcome.Written:
                access.Log.WrittenWithTheWork();
                CommandMetrics.Done(request.Operation);
                return done;
            case Outcome.SameKeyWon:
                return new Reply.Replayed(request.Key!);
            case Outcome.Refused { Refusal: var refusal }:
                return Refuse(Reply.No(refusal));
            default:
                return null;
        }
    }

    Reply Refuse(Reply reply)
    {
        if (reply is Reply.Refused { Refusal.Code: var code })
            CommandMetrics.Refused(request.Operation, code);
        return reply;
    }

    abstract record Outcome
    {
        public sealed record Written : Outcome;
        public sealed record Lost : Outcome;
        public sealed record SameKeyWon : Outcome;
        public sealed record Refused(Refusal Refusal) : Outcome;
    }

    async Task<Outcome> Append(Act act, Reply.Done reply, Turn turn, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var appends = act.Streams.ToList();
        var envelope = new Envelope(request.Caller.User.Value.ToString(), now, request.Correlation, request.Operation);
        List<NpgsqlBatchCommand> riders =
        [
            .. act.Riders,
            .. request.Key?.Remember(request.Caller.User, reply, now) ?? [],
            access.Log.Row(request.Caller, request.Operation, reply.Status),
        ];
        try
        {
            return await store.Append(appends, envelope, riders, ct, turn.Holder) ? new Outcome.Written() : new Outcome.Lost();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return e.ConstraintName == IdempotencyKey.Constraint ? new Outcome.SameKeyWon()
                : Constraints.DecideAgain(e.ConstraintName) ? new Outcome.Lost()
                : Constraints.Refusal(e.ConstraintName) is { } refusal ? new Outcome.Refused(refusal)
                : throw new System.Diagnostics.UnreachableException($"Unexpected conflict on {e.ConstraintName}", e);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return new Outcome.Lost();
        }
    }

    /// <summary>Losers of one race come back at different moments.</summary>
    static Task Pause(int attempt, CancellationToken ct) =>
        attempt < Losses ? Task.CompletedTask : Task.Delay(Random.Shared.Next(1, Math.Min(50, attempt * 3)), ct);
}

/// <summary>One attempt at an act: the streams it loaded, and what it decided to add to each.</summary>
public sealed class Act(EventLog store, Caller caller, TimeProvider clock, CancellationToken ct)
{
    readonly Dictionary<Guid, StreamEvents> fetched = [];
    readonly Dictionary<Guid, Loaded> loaded = [];
    readonly List<NpgsqlBatchCommand> riders = [];

    public Caller Caller => caller;

    /// <summary>The day in Helsinki.</summary>
    public DateOnly Today { get; } = clock.Today();

    Loaded? primary;
    long? ownVersion;

    /// <summary>What the ETag speaks of: the first stream loaded by itself, or what was said instead. Null: there was none.</summary>
    public long? Version => ownVersion ?? primary?.Version;

    /// <summary>The same after this act.</summary>
    public long? NextVersion => ownVersion is { } own ? own + (riders.Count > 0 ? 1 : 0) : primary is { } p ? p.Version + p.New.Count : null;

    /// <summary>The ETag speaks of something that is no stream and has a version of its own: personal data.</summary>
    public void ETagOf(long version) => ownVersion = version;

    public IReadOnlyList<NpgsqlBatchCommand> Riders => riders;

    /// <summary>Every loaded stream: those with nothing new are guarded, so that what was decided on still holds.</summary>
    public IEnumerable<StreamAppend> Streams => loaded.Values.Select(l => new StreamAppend(l.Stream, l.Category, l.Version, l.New));

    public bool Writes => riders.Count > 0 || loaded.Values.Any(l => l.New.Count > 0);

    public sealed record Loaded(Guid Stream, string Category, long Version, List<object> New)
    {
        public required object State { get; set; }

        /// <summary>There is a stream of another kind by that id.</summary>
        public bool Taken { get; init; }
    }

    /// <summary>Reads streams of any kinds in one round trip, for those who load or peek at them next.</summary>
    public async Task Fetch(params IReadOnlyList<Guid> streams)
    {
        Guid[] missing = [.. streams.Where(s => !fetched.ContainsKey(s)).Distinct()];
        foreach (var read in await store.Read(missing, ct)) fetched[read.Stream] = read;
    }

    /// <summary>The stream's state now; a stream that does not exist is in its initial state.</summary>
    public async Task<TState> Load<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, Guid stream)
        where TEvent : class
        where TState : notnull
    {
        var state = (await Load(decider, [stream]))[0];
        primary ??= loaded[stream];
        return state;
    }

    /// <summary>A stream's state now, without holding to it: for configuration, whose change must not stop the city.</summary>
    public async Task<TState> Peek<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, Guid stream)
        where TEvent : class =>
        (await Peek(decider, [stream]))[0];

    /// <summary>Several streams of one kind, without holding to them.</summary>
    public async Task<IReadOnlyList<TState>> Peek<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, IReadOnlyList<Guid> streams)
        where TEvent : class
    {
        await Fetch(streams);
        return [.. streams.Select(s => Fold(decider, fetched[s]))];
    }

    /// <summary>The state after all events of a stream. A stream of another kind is none of this kind.</summary>
    /// <exception cref="UnreadableRecordException">One of its events can't be read: nothing is decided on half of what happened.</exception>
    internal static TState Fold<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, StreamEvents read) where TEvent : class =>
        read.Unreadable is { } version ? throw new UnreadableRecordException(read.Stream, version)
        : AsFarAsReadable(decider, read);

    /// <summary>The state as far as its events can be read: to be shown with that said, never to be decided on.</summary>
    internal static TState AsFarAsReadable<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, StreamEvents read) where TEvent : class =>
        IsOfAnotherKind<TEvent>(
           read) ? decider.Initial : read.Events.Aggregate(decider.Initial, (state, e) => decider.Evolve(state, (TEvent)e.Event));

    // Ids come from addresses and bodies: whoever sends a process's id where a worker's belongs is mistaken, not the program.
    static bool IsOfAnotherKind<TEvent>(StreamEvents read) => read.Events is [{ Event: not TEvent }, ..];

    /// <summary>Several streams of one kind in one round trip, in the order asked.</summary>
    public async Task<IReadOnlyList<TState>> Load<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, IReadOnlyList<Guid> streams)
        where TEvent : class
        where TState : notnull
    {
        await Fetch(streams);
        foreach (var stream in streams)
            if (!loaded.ContainsKey(stream))
                loaded[stream] = new Loaded(stream, decider.Category, fetched[stream].Version, [])
                {
                    State = Fold(decider, fetched[stream]),
                    Taken = IsOfAnotherKind<TEvent>(fetched[stream]),
                };
        return [.. streams.Select(s => loaded[s].State is TState state ? state : decider.Initial)];
    }

    /// <summary>Puts the command to a loaded stream. Null: it said yes, and later decisions of this act see it.</summary>
    public Reply? Decide<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, Guid stream, TCommand command)
        where TEvent : class
        where TState : notnull
    {
        var at = loaded[stream];
        if (at.Taken || at.State is not TState before) return Reply.Field("id", "is taken by something else: choose another");
        var decision = decider.Decide(command, before);
        if (decision.Refusal is { } refusal) return Reply.No(refusal);
        foreach (var @event in decision.Events)
        {
            at.New.Add(@event);
            at.State = decider.Evolve((TState)at.State, @event);
        }
        return null;
    }

    /// <summary>What else is written in the same transaction, e.g. personal data.</summary>
    public void Also(NpgsqlBatchCommand command) => riders.Add(command);

    /// <summary>A dry run: of all that was decided nothing is written.</summary>
    public void WriteNothing()
    {
        riders.Clear();
        foreach (var stream in loaded.Values) stream.New.Clear();
    }
}
