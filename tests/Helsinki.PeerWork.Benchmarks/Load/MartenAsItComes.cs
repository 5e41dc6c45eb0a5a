using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections;
using Helsinki.PeerWork.Projections.Store;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>
/// The same command as a developer writes it from Marten's own pages: streams fetched for writing one after another, on a connection as Npgsql opens it, and
/// the stream that is only relied on always checked. The read models are ours, or the rows would not be the same.
/// </summary>
sealed class MartenAsItComes : IWorker<MediatorsProcess>
{
    readonly DocumentStore store;

    MartenAsItComes(DocumentStore store) => this.store = store;

    public static Task<IWorker<MediatorsProcess>> On(Stage stage)
    {
        var options = new StoreConfiguration(stage.Bare, ReadModels.Inline, []).Options();
        options.Projections.Add(new ProcessAggregate(), ProjectionLifecycle.Live);
        options.Projections.Add(new WorkerAggregate(), ProjectionLifecycle.Live);
        options.Projections.Add(new MonthAggregate(), ProjectionLifecycle.Live);
        options.Projections.Add(new ConfigurationAggregate(), ProjectionLifecycle.Live);
        return Task.FromResult<IWorker<MediatorsProcess>>(new MartenAsItComes(new(options)));
    }

    public IEnumerable<Func<Task>> Commands(MediatorsProcess @case) => Recording.Days.Select(day => new Func<Task>(() => Record(@case, day)));

    async Task Record(MediatorsProcess of, DateOnly day)
    {
        await using var session = store.LightweightSession();
        (session.LastModifiedBy, session.CorrelationId, session.CausationId) = (Made.Therapist.Value.ToString(), "benchmark", "RecordMeeting");
        var process = await session.Events.FetchForWriting<AitoValittajaProcess>(of.Process);
        var worker = await session.Events.FetchForWriting<WorkerAgreements>(of.Mediator.Value);
        var month = await session.Events.FetchForWriting<MonthlyHours>(HoursStream.IdOf(of.Mediator, day));
        _ = await session.Events.FetchForWriting<CompensationConfiguration>(CompensationDecider.StreamId);
        worker.AlwaysEnforceConsistency = true;

        var (terms, today, meeting) = (new Terms(of.Agreement, EngagementForm.FeeForService, Made.Rate), DateOnly.FromDateTime(DateTime.UtcNow), Guid.CreateVersion7());
        process.AppendMany(AitoValittajaDecider.Decider.Decide(
            new RecordMeeting(new(meeting), day, new(13, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false, terms, today), process.Aggregate!.State).Events);
        month.AppendMany(HoursDecider.Decider.Decide(
            new RecordHours(of.Mediator, day.Year, day.Month, new(meeting),
                new(day, new(13, 0), 90, Made.Centre, WorkKind.AitoValittajaMeeting, EngagementForm.FeeForService), terms, "336", today, ThroughProcess: true),
            month.Aggregate?.State ?? HoursDecider.Decider.Initial).Events);
        session.QueueSqlCommand("""
            insert into audit.access_log (at, record, persons, user_id, roles, operation, ground, status) values (?, ?, ?, ?, ?, ?, ?, ?)
            """, DateTimeOffset.UtcNow, of.Process, new[] { Guid.CreateVersion7() }, Made.Therapist.Value, new[] { "OccupationalTherapist" }, "RecordMeeting", "responsible-therapist", 201);
        await session.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}

/// <summary>A state of the domain, which is a union, in a class with an identity.</summary>
abstract class Folded<TState>
{
    public Guid Id { get; set; }

    public TState State { get; set; } = default!;
}

sealed class AitoValittajaProcess : Folded<AitoValittajaState>;

sealed class WorkerAgreements : Folded<AgreementsState>;

sealed class MonthlyHours : Folded<HoursState>;

sealed class CompensationConfiguration : Folded<CompensationState>;

abstract class Aggregate<TDocument, TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider) : SingleStreamProjection<TDocument, Guid>
    where TDocument : Folded<TState>, new() where TEvent : class
{
    public override TDocument Evolve(TDocument? snapshot, Guid id, IEvent e)
    {
        snapshot ??= new TDocument { Id = id, State = decider.Initial };
        if (e.Data is TEvent own) snapshot.State = decider.Evolve(snapshot.State, own);
        return snapshot;
    }
}

sealed partial class ProcessAggregate() : Aggregate<AitoValittajaProcess, AitoValittajaCommand, AitoValittajaState, AitoValittajaEvent>(AitoValittajaDecider.Decider);

sealed partial class WorkerAggregate() : Aggregate<WorkerAgreements, AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider);

sealed partial class MonthAggregate() : Aggregate<MonthlyHours, HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider);

sealed partial class ConfigurationAggregate() : Aggregate<CompensationConfiguration, CompensationCommand, CompensationState, CompensationEvent>(CompensationDecider.Decider);
