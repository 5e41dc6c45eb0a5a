using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class AssessTests : AitoValittajaSpec
{
    static readonly Assess Better = new(High, April7, April7);

    [Fact]
    public void The_impact_is_assessed_on_four_themes() =>
        Given(Ended).When(Better).Then(new ImpactAssessed(High, April7));

    [Theory, InlineData(1), InlineData(5)]
    public void One_and_five_are_on_the_scale(int rating) =>
        Given(Ended).When(Better with { Ratings = High with { Empowerment = new(rating, rating) } })
            .Then(new ImpactAssessed(High with { Empowerment = new(rating, rating) }, April7));

    public static TheoryData<Ratings> OffScale =>
    [
        High with { Empowerment = new(0, 4) }, High with { Empowerment = new(4, 6) },
        High with { SocialParticipation = new(0, 4) }, High with { SocialParticipation = new(4, 6) },
        High with { Confidence = new(0, 4) }, High with { Confidence = new(4, 6) },
        High with { Wellbeing = new(0, 4) }, High with { Wellbeing = new(4, 6) },
        High with { Wellbeing = null! },
    ];

    [Theory, MemberData(nameof(OffScale), DisableDiscoveryEnumeration = true)]
    public void All_eight_ratings_are_given_from_one_to_five(Ratings ratings) =>
        Given(Ended).When(Better with { Ratings = ratings }).Refused(RatingOutOfRange);

    [Fact]
    public void Assessing_again_changes_nothing() =>
        Given(Assessed).When(Better).Then();

    [Fact]
    public void Another_assessment_is_not_the_same_again() =>
        Given(Assessed).When(Better with { Ratings = Low }).Refused(WrongPhase);

    [Fact]
    public void Cooperation_ends_first() =>
        Given(Active).When(Better).Refused(WrongPhase);

    [Fact]
    public void Not_before_the_end() =>
        Given(Ended).When(Better with { On = March31 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Ended).When(Better with { On = April8 }).Refused(DayInFuture);

    [Fact]
    public void After_a_reopening_a_forgotten_assessment_keeps_its_own_day() =>
        Given([.. ClosedUnassessed, new ProcessReopened(ReopenReason.AssessmentToBeAdded, April9)])
            .When(Better with { Today = April9 }).Then(new ImpactAssessed(High, April7))
            .When(new Close(April8, April9)).Refused(DayBeforePreviousStep);

    [Fact]
    public void Closed_is_closed() =>
        Given(ClosedUnassessed).When(Better with { Today = April9 }).Refused(ProcessIsClosed);
}
