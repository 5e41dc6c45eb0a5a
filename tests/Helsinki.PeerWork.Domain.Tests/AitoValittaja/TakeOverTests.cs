using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class TakeOverTests : AitoValittajaSpec
{
    [Fact]
    public void A_substitute_takes_over() =>
        Given(Active).When(new TakeOver(Timo, May4)).Then(new SubstituteTookOver(Timo, May4));

    [Fact]
    public void Taking_over_again_changes_nothing() =>
        Given([.. Active, new SubstituteTookOver(Timo, April1)]).When(new TakeOver(Timo, May4)).Then();

    [Fact]
    public void The_responsible_therapist_has_nothing_to_take_over() =>
        Given(Active).When(new TakeOver(Tuula, May4)).Then();

    [Fact]
    public void A_closed_process_is_taken_over_too() =>
        Given(Closed).When(new TakeOver(Timo, May4)).Then(new SubstituteTookOver(Timo, May4));

    [Fact]
    public void There_must_be_a_process() =>
        Given().When(new TakeOver(Timo, May4)).Refused(WrongPhase);

    [Fact]
    public void The_responsible_therapist_stays_responsible()
    {
        var process = Assert.IsType<AitoValittajaState.Active>(Replay([.. Active, new SubstituteTookOver(Timo, May4)])).Case;

        Assert.Equal(Tuula, process.Therapist);
        Assert.Equal([Timo], process.Substitutes);
        Assert.True(process.IsLookedAfterBy(Timo));
        Assert.True(process.IsLookedAfterBy(Tuula));
        Assert.False(process.IsLookedAfterBy(new UserId(Guid.Empty)));
    }
}
