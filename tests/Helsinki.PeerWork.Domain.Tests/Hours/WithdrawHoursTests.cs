using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class WithdrawHoursTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    [Fact]
    public void Hours_are_withdrawn() => Given(Recorded).When(new WithdrawHours(First)).Then(new HoursWithdrawn(First));

    [Fact]
    public void Withdrawing_them_again_changes_nothing() =>
        Given([.. Recorded, new HoursWithdrawn(First)]).When(new WithdrawHours(First)).Then();

    [Fact]
    public void Unknown_hours_are_not_withdrawn() => Given(Opened).When(new WithdrawHours(First)).Refused(HoursRefusals.UnknownEntry);

    [Fact]
    public void Nothing_is_withdrawn_from_a_month_without_anything() => Given().When(new WithdrawHours(First)).Refused(HoursRefusals.NotOpened);

    [Fact]
    public void A_meeting_is_withdrawn_through_its_process_only()
    {
        Given([.. Opened, new HoursRecorded(First, Paid(TwoHours with { Kind = WorkKind.AitoValittajaMeeting }))])
            .When(new WithdrawHours(First)).Refused(HoursRefusals.MeetingBelongsToProcess);
        When(new WithdrawHours(First, ThroughProcess: true)).Then(new HoursWithdrawn(First));
    }
}
