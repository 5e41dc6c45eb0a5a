using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.AitoValittaja;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Api.Tests.Pages;

/// <summary>What a page offers is what the rules would accept: in every phase, of every command.</summary>
public class OffersTests
{
    static readonly DateOnly Day = new(2026, 5, 4), Today = new(2026, 6, 10);
    static readonly PeerWorkerId Veikko = new(Guid.Parse("00000000-0000-0000-0000-0000000000c1"));
    static readonly UserId Tuula = new(Guid.Parse("00000000-0000-0000-0000-0000000000b1"));
    static readonly Ratings Two = new(new(2, 2), new(2, 2), new(2, 2), new(2, 2));

    static readonly AitoValittajaEvent[] Suggested = [new ModelSuggested(default, new("Malmi"), Tuula, "K-0042", Day)];
    static readonly AitoValittajaEvent[] Matched = [.. Suggested, new MediatorMatched(Veikko, Day)];
    static readonly AitoValittajaEvent[] Onboarded = [.. Matched, new OnboardingMeetingHeld(Day)];
    static readonly AitoValittajaEvent[] Active = [.. Onboarded, new CooperationBegan(Day), new GoalChosen(Goal.Hope), new BaselineTaken(Two)];
    static readonly AitoValittajaEvent[] AllUsed = [.. Active, .. Meetings(AitoValittajaNumbers.MeetingLimit.On(Day))];
    static readonly AitoValittajaEvent[] Ended = [.. Active, .. Meetings(1), new CooperationEnded(EndReason.GoalsReached, Day)];
    static readonly AitoValittajaEvent[] Assessed = [.. Ended, new ImpactAssessed(Two, Day)];

    static readonly Dictionary<string, AitoValittajaEvent[]> Histories = new()
    {
        ["suggested"] = Suggested,
        ["matched"] = Matched,
        ["declined"] = [.. Suggested, new SuggestionDeclined(Day)],
        ["declined after a match"] = [.. Matched, new SuggestionDeclined(Day)],
        ["not started"] = [.. Onboarded, new ProcessNotStarted(NotStartedReason.NotReached, Day)],
        ["onboarded"] = Onboarded,
        ["active"] = Active,
        ["all meetings used"] = AllUsed,
        ["ended"] = Ended,
        ["ended with all meetings used"] = [.. AllUsed, new CooperationEnded(EndReason.AllMeetingsUsed, Day)],
        ["assessed"] = Assessed,
        ["closed"] = [.. Assessed, new ProcessClosed(Day)],
        ["closed unassessed"] = [.. Ended, new ProcessClosedUnassessed(UnassessedReason.ServiceUserMoved, Day)],
        ["reopened"] = [.. Assessed, new ProcessClosed(Day), new ProcessReopened(ReopenReason.RecordIncomplete, Day)],
    };

    public static TheoryData<string> Processes => [.. Histories.Keys];

    [Theory, MemberData(nameof(Processes))]
    public void What_is_offered_without_a_reason_is_what_the_rules_accept(string process)
    {
        var state = Replay(process);
        var accepted = Possible.Faultless(View(state), Today).Where(c => AitoValittajaDecider.Decider.Decide(c, state).Refusal is null)
            .Select(c => c.GetType().Name);

        Assert.Equal(accepted.Order(StringComparer.Ordinal), Offered(process).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_phase_is_tried() =>
        Assert.Equal(Enum.GetValues<ProcessPhase>(), Histories.Keys.Select(process => View(Replay(process)).Phase).Distinct().Order());

    [Fact]
    public void Every_command_is_offered_somewhere_but_those_that_have_a_place_of_their_own()
    {
        Type[] elsewhere =
        [
            typeof(AitoValittajaCommand.Suggest), typeof(AitoValittajaCommand.TakeOver), typeof(AitoValittajaCommand.CorrectMeeting),
            typeof(AitoValittajaCommand.WithdrawMeeting), typeof(AitoValittajaCommand.AcknowledgeConcern),
            typeof(AitoValittajaCommand.EscalateConcern),
        ];
        Assert.Equal(
            typeof(AitoValittajaCommand).GetNestedTypes().Where(t => !t.IsAbstract).Except(elsewhere).Select(t => t.Name)
                .Order(StringComparer.Ordinal),
            Histories.Keys.SelectMany(Offered).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>What a page would do, by the English name of its button.</summary>
    static readonly Dictionary<string, string> Commands = new()
    {
        ["Choose the mediator"] = nameof(AitoValittajaCommand.MatchMediator),
        ["Record the onboarding meeting"] = nameof(AitoValittajaCommand.HoldOnboardingMeeting),
        ["Begin the cooperation"] = nameof(AitoValittajaCommand.BeginCooperation),
        ["Record the end"] = nameof(AitoValittajaCommand.End),
        ["Assess the impact together"] = nameof(AitoValittajaCommand.Assess),
        ["Close the process"] = nameof(AitoValittajaCommand.Close),
        ["Record a meeting"] = nameof(AitoValittajaCommand.RecordMeeting),
        ["Record a missed meeting"] = nameof(AitoValittajaCommand.RecordMissedMeeting),
        ["The service user declines"] = nameof(AitoValittajaCommand.Decline),
        ["Cooperation will not begin"] = nameof(AitoValittajaCommand.DoNotStart),
        ["Close without an assessment"] = nameof(AitoValittajaCommand.CloseUnassessed),
        ["Reopen"] = nameof(AitoValittajaCommand.Reopen),
        ["Change the mediator"] = nameof(AitoValittajaCommand.ChangeMediator),
        ["Change the responsible therapist"] = nameof(AitoValittajaCommand.ChangeTherapist),
        ["Raise a safety concern"] = nameof(AitoValittajaCommand.RaiseConcern),
    };

    static IEnumerable<string> Offered(string process) =>
        Offer.All(View(Replay(process)), Today).Where(o => o.Offer.WhyNot is null).Select(o => Commands[o.Offer.Name.En]);

    [Theory]
    [InlineData("suggested", "/onboarding", "Choose the mediator first.")]
    [InlineData("matched", "/cooperation", "Opens when the onboarding meeting has been held.")]
    [InlineData("active", "/assessment", "Opens when the cooperation has ended.")]
    [InlineData("onboarded", "/meetings/new", "Meetings are recorded once the cooperation has begun.")]
    public void What_comes_next_is_told_with_its_reason(string process, string path, string why) =>
        Assert.Equal(why, Offer.All(View(Replay(process)), Today).Single(o => o.Offer.Path == path).Offer.WhyNot?.En);

    [Fact]
    public void That_all_meetings_are_used_is_told_in_numbers() =>
        Assert.Equal(
            $"All {AitoValittajaNumbers.MeetingLimit.On(Day)} meetings are used.",
            Offer.All(View(Replay("all meetings used")), Today).Single(o => o.Offer.Path == "/meetings/new").Offer.WhyNot?.En);

    [Fact]
    public void Of_what_is_over_nothing_is_told() =>
        Assert.Equal(["/step/reopen", "/concern"], Offer.All(View(Replay("closed")), Today).Select(o => o.Offer.Path));

    static AitoValittajaState.Opened Replay(string process) => (AitoValittajaState.Opened)Histories[process]
        .Aggregate(AitoValittajaDecider.Decider.Initial, AitoValittajaDecider.Decider.Evolve);

    static IEnumerable<AitoValittajaEvent> Meetings(int count) => Enumerable.Range(1, count).Select(n =>
        new MeetingHeld(new(Guid.CreateVersion7()), Veikko, Day, new(12, 0), 60, MeetingPlace.Cafe, MeetingActivity.Coffee,
            ProfessionalAlong: false));

    /// <summary>As the list of processes has it.</summary>
    static ProcessView View(AitoValittajaState.Opened state)
    {
        var phase = Enum.Parse<ProcessPhase>(state.GetType().Name);
        var (cooperation, ended) = ((state as AitoValittajaState.Cooperated)?.Cooperation, (state as AitoValittajaState.Concluded)?.EndedOn);
        var assessed = state is AitoValittajaState.Assessed or AitoValittajaState.Closed { WasAssessed: true };
        return new(
            new(Guid.CreateVersion7()), state.Case.Code, state.Case.Centre, phase,
            phase is not (ProcessPhase.Closed or ProcessPhase.Declined or ProcessPhase.NotStarted),
            state.Case.Therapist, [], state.Case.Mediator, cooperation?.MeetingsUsed ?? 0,
            AitoValittajaNumbers.MeetingLimit.On(cooperation?.BeganOn ?? Today), 0, 0, state.Case.SuggestedOn, null, cooperation?.BeganOn, ended, null,
            assessed ? Day : null, phase is ProcessPhase.Closed ? Day : null, Day, null);
    }
}
