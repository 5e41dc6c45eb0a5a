using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class EscalateConcernTests : AitoValittajaSpec
{
    static readonly AitoValittajaEvent[] Worried = [.. Active, new SafetyConcernRaised(Worry, ConcernCategory.SelfHarm)];

    [Fact]
    public void An_unacknowledged_concern_goes_to_the_coordinator() =>
        Given(Worried).When(new EscalateConcern(Worry)).Then(new SafetyConcernEscalated(Worry));

    [Fact]
    public void Escalating_again_changes_nothing() =>
        Given([.. Worried, new SafetyConcernEscalated(Worry)]).When(new EscalateConcern(Worry)).Then();

    [Fact]
    public void What_is_acknowledged_is_not_escalated() =>
        Given([.. Worried, new SafetyConcernAcknowledged(Worry)]).When(new EscalateConcern(Worry)).Then();

    [Fact]
    public void An_unknown_concern_is_refused() =>
        Given(Active).When(new EscalateConcern(Worry)).Refused(ConcernUnknown);

    [Fact]
    public void There_must_be_a_process() =>
        Given().When(new EscalateConcern(Worry)).Refused(WrongPhase);
}
