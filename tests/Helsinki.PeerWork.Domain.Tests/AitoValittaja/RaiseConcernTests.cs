using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class RaiseConcernTests : AitoValittajaSpec
{
    public static TheoryData<string> FromMatchingOn => [.. Phases.Keys];

    static readonly RaiseConcern Violence = new(Worry, ConcernCategory.Violence);

    [Theory, MemberData(nameof(FromMatchingOn))]
    public void A_concern_is_raised_from_matching_on_in_any_phase(string phase) =>
        Given(Phases[phase]).When(Violence).Then(new SafetyConcernRaised(Worry, ConcernCategory.Violence));

    [Fact]
    public void Raising_it_again_changes_nothing_whatever_the_category() =>
        Given(Active).When(Violence).Then(new SafetyConcernRaised(Worry, ConcernCategory.Violence))
            .When(Violence).Then()
            .When(Violence with { Category = ConcernCategory.Other }).Then();

    [Fact]
    public void Before_matching_there_is_no_mediator_to_be_concerned() =>
        Given(Suggested).When(Violence).Refused(MediatorMissing);

    [Fact]
    public void There_must_be_a_process() =>
        Given().When(Violence).Refused(WrongPhase);
}
