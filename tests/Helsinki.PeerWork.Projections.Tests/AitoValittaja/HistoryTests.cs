using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.Tests.AitoValittaja;

public class HistoryTests
{
    static readonly DateOnly May4 = new(2026, 5, 4);

    static IReadOnlyList<HistoryRow> Of(params object[] events) =>
        History.Of([.. events.Select((e, i) => new Recorded(i + 1, Guid.Empty, i + 1, e, RecordedDatabase.Noon, "user-1", null, null))]);

    static MeetingHeld Meeting(MeetingId id) => new(id, new(Guid.Empty), May4, new(10, 0), 120, MeetingPlace.Cafe, MeetingActivity.Coffee, false);

    [Fact]
    public void A_row_says_when_who_what_and_the_plain_values()
    {
        var row = Assert.Single(Of(new CooperationEnded(EndReason.GoalsReached, May4)));

        Assert.Equal((1, RecordedDatabase.Noon, "user-1", "cooperation_ended", May4), (row.Version, row.At, row.By, row.Kind, row.On));
        Assert.Equal(EndReason.GoalsReached, Assert.Single(row.Facts, f => f.Key == "reason").Value);
    }

    [Fact]
    public void A_meeting_is_numbered_among_those_that_stood()
    {
        var (first, second, third) = (new MeetingId(Guid.CreateVersion7()), new MeetingId(Guid.CreateVersion7()),
            new MeetingId(Guid.CreateVersion7()));

        var rows = Of(Meeting(first), Meeting(second), new MeetingWithdrawn(second, WithdrawalReason.RecordedTwice), Meeting(third));

        Assert.Equal([1, 2, 2], rows.Where(r => r.Kind == "meeting_held").Select(r => r.Facts["number"]));
    }

    [Fact]
    public void Every_event_of_a_process_has_a_row_and_none_tells_who_the_service_user_is()
    {
        var events = EventTypes.All.Values.Where(t => t.IsAssignableTo(typeof(AitoValittajaEvent))).Select(Sample.Of).ToArray();

        var rows = Of(events);

        Assert.Equal(events.Select(e => EventTypes.NameOf(e.GetType())), rows.Select(r => r.Kind));
        Assert.DoesNotContain(rows.SelectMany(r => r.Facts.Values), v => v is ServiceUserId);
    }
}
