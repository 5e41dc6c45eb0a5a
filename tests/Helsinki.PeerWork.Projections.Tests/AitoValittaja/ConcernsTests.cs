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
        Assert.Equal((new(process), concern, "K-0001", ConcernCategory.Violence, Noon, "user-1"),
            (row.Process, row.Concern, row.Code, row.Category, row.RaisedAt, row.RaisedBy));
        Assert.Empty(await Concerns.Open(database.Source, [new("elsewhere")], None));

        await database.RecordAt(Noon.AddHours(2), process, new SafetyConcernAcknowledged(concern));

        Assert.Empty(await Concerns.Open(database.Source, [centre], None));
        Assert.Equal(Noon.AddHours(2), Assert.Single(await Concerns.Of(database.Source, new(process), None)).AcknowledgedAt);
    }

    [Fact]
    public async Task An_escalated_concern_still_waits_and_says_since_when_the_coordinator_knows()
    {
        var concern = new ConcernId(New());
        await Open("K-0002");
        await database.Record(process, new SafetyConcernRaised(concern, ConcernCategory.Other));
        Assert.Null(Assert.Single(await Concerns.Open(database.Source, [centre], None)).EscalatedAt);

        await database.RecordAt(Noon.AddHours(4), process, new SafetyConcernEscalated(concern));

        Assert.Equal(Noon.AddHours(4), Assert.Single(await Concerns.Open(database.Source, [centre], None)).EscalatedAt);
    }
}
