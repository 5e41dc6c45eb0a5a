using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class TotalsTests
{
    [Fact]
    public void A_month_sums_what_stands()
    {
        var state = After(
        [
            .. Recorded, new HoursRecorded(Second, Paid(NextDay)), new HoursRecorded(Entry(3), Paid(NextDay with { Start = new TimeOnly(8, 0) })),
            new HoursWithdrawn(Entry(3)), Corrected3,
        ]);

        Assert.Equal([First, Second], state.Standing.Select(e => e.Id));
        Assert.Equal(300, state.Minutes);
        Assert.Equal(100m, state.Fee);
    }

    [Fact]
    public void A_month_without_anything_sums_to_nothing() => Assert.Equal((0, 0m), (After().Minutes, After().Fee));

    [Fact]
    public void The_same_worker_and_month_are_the_same_stream_and_others_are_not()
    {
        Assert.Equal(HoursStream.IdOf(Worker, 2026, 5), HoursStream.IdOf(Worker, May4));
        Assert.NotEqual(HoursStream.IdOf(Worker, 2026, 5), HoursStream.IdOf(Worker, 2026, 6));
        Assert.NotEqual(HoursStream.IdOf(Worker, 2026, 5), HoursStream.IdOf(new PeerWorkerId(new Guid(2, 0, 0, new byte[8])), 2026, 5));
        Assert.Equal(new Guid("848ccc54-1f21-5eee-bcf2-7c2560db33d2"), HoursStream.IdOf(Worker, 2026, 5)); // stored: never another
    }
}
