using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class DoNotStartTests : AitoValittajaSpec
{
    static readonly DoNotStart NobodyAvailable = new(NotStartedReason.NoMediatorAvailable, January20, May4);

    [Fact]
    public void A_suggested_process_may_not_start() =>
        Given(Suggested).When(NobodyAvailable).Then(new ProcessNotStarted(NotStartedReason.NoMediatorAvailable, January20));

    [Fact]
    public void An_onboarded_process_may_not_start() =>
        Given(Onboarded).When(NobodyAvailable).Then(new ProcessNotStarted(NotStartedReason.NoMediatorAvailable, January20));

    [Fact]
    public void Not_starting_again_changes_nothing() =>
        Given(Onboarded).When(NobodyAvailable).Then(new ProcessNotStarted(NotStartedReason.NoMediatorAvailable, January20)).When(NobodyAvailable)
            .Then();

    [Fact]
    public void Another_reason_is_not_the_same_again() =>
        Given(NotStarted).When(NobodyAvailable with { Reason = NotStartedReason.NotReached }).Refused(WrongPhase);

    [Fact]
    public void What_has_begun_is_ended_instead() =>
        Given(Active).When(NobodyAvailable).Refused(WrongPhase);

    [Fact]
    public void Not_before_the_step_before() =>
        Given(Onboarded).When(NobodyAvailable with { On = January14 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Suggested).When(NobodyAvailable with { Today = January19 }).Refused(DayInFuture);
}
