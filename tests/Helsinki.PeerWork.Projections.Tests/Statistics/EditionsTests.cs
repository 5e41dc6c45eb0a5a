using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

public class EditionsTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Every_edition_of_a_year_stays_with_its_documents()
    {
        var stream = PublishedYear.StreamOf(2024);
        await database.Record(stream, new EditionPublished(2024, 1, new(2025, 1, 31), 700, "ab", null),
            new EditionFileRendered(1, "b.csv", "01"), new EditionFileRendered(1, "a.csv", "02"));
        await database.Record(stream, new EditionPublished(2024, 2, new(2025, 5, 31), 900, "cd", EditionReason.LateRecords),
            new EditionFileRendered(2, "c.csv", "03"));
        await database.Record(PublishedYear.StreamOf(2023), new EditionPublished(2023, 1, new(2025, 1, 31), 700, "ef", null));

        var editions = await Editions.OfYear(database.Source, 2024, None);

        Assert.Equal([(1, new DateOnly(2025, 1, 31), 700L, "ab", null), (2, new(2025, 5, 31), 900L, "cd", (EditionReason?)EditionReason.LateRecords)],
            editions.Select(e => (e.Number, e.KnownOn, e.Position, e.Sha256, e.Reason)));
        Assert.Equal([[new("a.csv", "02"), new("b.csv", "01")], [new EditionFileRow("c.csv", "03")]], editions.Select(e => e.Files));
        Assert.Equal(("user-1", Noon.ToUniversalTime()), (editions[0].PublishedBy, editions[0].PublishedAt));
        Assert.Equal([(2023, 1), (2024, 1), (2024, 2)], (await Editions.All(database.Source, None)).Select(e => (e.Year, e.Number)));
    }
}
