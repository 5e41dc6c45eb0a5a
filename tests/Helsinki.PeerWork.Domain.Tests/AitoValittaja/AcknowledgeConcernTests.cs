using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class AcknowledgeConcernTests : AitoValittajaSpec
{
    static readonly AitoValittajaEvent[] Worried = [.. Active, new SafetyConcernRaised(Worry, ConcernCategory.SelfHarm)];

    [Fact]
    public void The_team_acknowledges_a_concern() =>
        Given(Worried).When(new AcknowledgeConcern(Worry)).Then(new SafetyConcernAcknowledged(Worry));

    [Fact]
    public void An_escalated_concern_is_acknowledged() =>
        Given([.. Worried, new SafetyConcernEscalated(Worry)]).When(new AcknowledgeConcern(Worry)).Then(new SafetyConcernAcknowledged(Worry));

    [Fact]
    public void A_closed_processs_concern_is_acknowledged() =>
        Given([.. Closed, new SafetyConcernRaised(Worry, ConcernCategory.SelfHarm)])
            .When(new AcknowledgeConcern(Worry)).Then(new SafetyConcernAcknowledged(Worry));

    [Fact]
    public void Acknowledging_again_changes_nothing() =>
        Given([.. Worried, new SafetyConcernAcknowledged(Worry)]).When(new AcknowledgeConcern(Worry)).Then();

    [Fact]
    public void An_unknown_concern_is_refused() =>
        Given(Active).When(new AcknowledgeConcern(Worry)).Refused(ConcernUnknown);

    [Fact]
    public void There_must_be_a_process() =>
        Given().When(new AcknowledgeConcern(Worry)).Refused(WrongPhase);
}
