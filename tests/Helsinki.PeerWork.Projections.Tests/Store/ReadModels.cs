using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>Meetings and minutes of each mediator, over all processes; a withdrawn meeting leaves them as they were.</summary>
sealed class MeetingsOfMediators(string table = "meetings_of_mediators") : IReadModel
{
    public Table Mediators { get; } = new(table, [new("mediator", ColumnType.Uuid)],
        [new("meetings", ColumnType.Integer), new("minutes", ColumnType.Bigint), new("last_on", ColumnType.Date)],
        "create index {table}_by_day on {table} (last_on)");

    public string Name => Mediators.Name;
    public int Version { get; init; } = 1;
    public IReadOnlyList<Table> Tables => [Mediators];
    public IReadOnlyCollection<Type> Handles => [typeof(MeetingHeld)];

    public void Fold(Recorded e, Changes changes)
    {
        if (e.Event is not MeetingHeld held) return;
        changes.Add(Mediators, held.Mediator, "meetings", 1);
        changes.Add(Mediators, held.Mediator, "minutes", held.Minutes);
        changes.Set(Mediators, held.Mediator, ("last_on", held.On));
    }
}

static class Events
{
    public static readonly DateOnly May4 = new(2026, 5, 4);
    public static readonly Envelope ByMediator = new("mediator-1", new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero), "correlation-1", null);

    public static MeetingHeld Meeting(PeerWorkerId mediator, int minutes = 60) =>
        new(new(Guid.CreateVersion7()), mediator, May4, new(10, 0), minutes, default, default, false);

    public static StreamAppend Process(Guid stream, long expected, params object[] events) => new(stream, "aito_valittaja_process", expected, events);
}
