using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.AitoValittaja;

public class ConcernsTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly CancellationToken None = CancellationToken.None;

    readonly CentreCode centre = new($"centre {New()}");
    readonly Guid process = New();

    Task Open(string code) => database.Record(process, new ModelSuggested(new(New()), centre, new(New()), code, May4));

    [Fact]
    public async Task A_concern_waits_at_its_centre_until_acknowledged()
    {
        var concern = new ConcernId(New());
        await Open("K-0001");
        await database.Record(process, new SafetyConcernRaised(concern, ConcernCategory.Violence));

        var row = Assert.Single(await Concerns.Open(database.Source, [centre], None));
        Assert.Equal((new(process), concern, "K-0001", ConcernCategory.Violence, Noon, "user-1"), (row.Process, row.Concern, row.Code, row.Category, row.RaisedAt, row.RaisedBy));
        Assert.Empty(await Concerns.Open(database.Source, [new("elsewhere")], None));

        await database.RecordAt(Noon.AddHours(2), process, new SafetyConcernAcknowledged(concern));

        Assert.Empty(await Concerns.Open(database.Source, [centre], None));
        Assert.Equal(Noon.AddHours(2), Assert.Single(await Concerns.Of(database.Source, new(process), None)).AcknowledgedAt);
    }

    [Fact]
    public async Task A_concern_is_due_for_escalation_once_its_time_is_up_and_only_once()
    {
        var concern = new ConcernId(New());
        await Open("K-0002");
        await database.Record(process, new SafetyConcernRaised(concern, ConcernCategory.Other));

        async Task<bool> Due(DateTimeOffset before) => (await Concerns.DueForEscalation(database.Source, before, None)).Any(c => c.Concern == concern);

        Assert.False(await Due(Noon));
        Assert.True(await Due(Noon.AddSeconds(1)));
        await database.Record(process, new SafetyConcernEscalated(concern));
        Assert.False(await Due(Noon.AddSeconds(1)));
    }
}
