using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class BeginCooperationTests : AitoValittajaSpec
{
    static readonly BeginCooperation AllAgreed = new(
        January20, CommunicationAgreed: true, BoundariesAgreed: true, ConfidentialityAgreed: true,
        [Goal.Hope, Goal.SocialInclusion], [Strength.Humour], [Interest.Nature, Interest.Music], Low, January20);

    static readonly AitoValittajaEvent[] Begun =
    [
        new CooperationBegan(January20), new GoalChosen(Goal.Hope), new GoalChosen(Goal.SocialInclusion), new StrengthChosen(Strength.Humour),
        new InterestChosen(Interest.Nature), new InterestChosen(Interest.Music), new BaselineTaken(Low),
    ];

    [Fact]
    public void Cooperation_begins_with_goals_strengths_interests_and_a_baseline() =>
        Given(Onboarded).When(AllAgreed).Then(Begun);

    [Fact]
    public void A_goal_chosen_twice_counts_once() =>
        Given(Onboarded).When(AllAgreed with { Goals = [Goal.Hope, Goal.SocialInclusion, Goal.Hope] }).Then(Begun);

    [Fact]
    public void Strengths_and_interests_may_still_be_open() =>
        Given(Onboarded).When(AllAgreed with { Goals = [Goal.Hope], Strengths = [], Interests = [] })
            .Then(new CooperationBegan(January20), new GoalChosen(Goal.Hope), new BaselineTaken(Low));

    [Fact]
    public void Beginning_again_changes_nothing() =>
        Given([.. Onboarded, .. Begun, .. Meetings(2)]).When(AllAgreed).Then();

    [Fact]
    public void Other_goals_are_not_the_same_again() =>
        Given([.. Onboarded, .. Begun]).When(AllAgreed with { Goals = [Goal.Hope] }).Refused(WrongPhase);

    [Fact]
    public void Communication_practices_must_be_agreed() =>
        Given(Onboarded).When(AllAgreed with { CommunicationAgreed = false }).Refused(CommunicationNotAgreed);

    [Fact]
    public void Boundaries_must_be_agreed() =>
        Given(Onboarded).When(AllAgreed with { BoundariesAgreed = false }).Refused(BoundariesNotAgreed);

    [Fact]
    public void Confidentiality_must_be_agreed() =>
        Given(Onboarded).When(AllAgreed with { ConfidentialityAgreed = false }).Refused(ConfidentialityNotAgreed);

    [Fact]
    public void At_least_one_goal_is_chosen() =>
        Given(Onboarded).When(AllAgreed with { Goals = [] }).Refused(GoalMissing);

    [Theory, InlineData(0), InlineData(6)]
    public void The_baseline_is_rated_from_one_to_five(int rating) =>
        Given(Onboarded).When(AllAgreed with { Baseline = Low with { Wellbeing = new(3, rating) } }).Refused(RatingOutOfRange);

    [Fact]
    public void Onboarding_comes_first() =>
        Given(Matched).When(AllAgreed).Refused(WrongPhase);

    [Fact]
    public void Not_before_the_onboarding_meeting() =>
        Given(Onboarded).When(AllAgreed with { On = January14 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Onboarded).When(AllAgreed with { Today = January19 }).Refused(DayInFuture);
}
