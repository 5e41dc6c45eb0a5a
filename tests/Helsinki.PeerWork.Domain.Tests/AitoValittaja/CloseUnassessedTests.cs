using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class CloseUnassessedTests : AitoValittajaSpec
{
    static readonly CloseUnassessed Moved = new(UnassessedReason.ServiceUserMoved, April8, April8);

    [Fact]
    public void A_process_closes_unassessed_with_a_reason() =>
        Given(Ended).When(Moved).Then(new ProcessClosedUnassessed(UnassessedReason.ServiceUserMoved, April8));

    [Fact]
    public void Closing_again_changes_nothing() =>
        Given(ClosedUnassessed).When(Moved).Then();

    [Fact]
    public void Another_reason_is_not_the_same_again() =>
        Given(ClosedUnassessed).When(Moved with { Reason = UnassessedReason.Other }).Refused(ProcessIsClosed);

    [Fact]
    public void What_is_assessed_is_not_closed_unassessed() =>
        Given(Assessed).When(Moved).Refused(WrongPhase);

    [Fact]
    public void Cooperation_ends_first() =>
        Given(Active).When(Moved).Refused(WrongPhase);

    [Fact]
    public void Not_before_the_end() =>
        Given(Ended).When(Moved with { On = March31 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Ended).When(Moved with { On = April9 }).Refused(DayInFuture);
}
