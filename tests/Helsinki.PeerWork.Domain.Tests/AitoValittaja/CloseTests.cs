using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class CloseTests : AitoValittajaSpec
{
    [Fact]
    public void An_assessed_process_is_closed() =>
        Given(Assessed).When(new Close(April8, April8)).Then(new ProcessClosed(April8));

    [Fact]
    public void Closing_again_changes_nothing() =>
        Given(Closed).When(new Close(April8, May4)).Then();

    [Fact]
    public void A_closed_process_keeps_its_day() =>
        Given(Closed).When(new Close(April9, May4)).Refused(ProcessIsClosed);

    [Fact]
    public void Without_an_assessment_a_reason_is_needed() =>
        Given(Ended).When(new Close(April8, April8)).Refused(NotAssessed);

    [Fact]
    public void Cooperation_ends_first() =>
        Given(Active).When(new Close(April8, April8)).Refused(WrongPhase);

    [Fact]
    public void Not_before_the_assessment() =>
        Given(Assessed).When(new Close(April2, May4)).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Assessed).When(new Close(April9, April8)).Refused(DayInFuture);
}
