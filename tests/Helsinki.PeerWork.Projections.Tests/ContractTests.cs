using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Tables;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;

namespace Helsinki.PeerWork.Projections.Tests;

/// <summary>
/// Nothing that happens is overlooked: each read model folds an event type or says here that it ignores it, alone or with its whole family.
/// </summary>
public class ContractTests
{
    static readonly Dictionary<string, IReadOnlyList<Type>> Ignores = new()
    {
        ["ProcessList"] =
        [
            typeof(AgreementsEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(SupervisionEvent), typeof(ServiceCentreEvent),
                typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Concerns"] =
        [
            typeof(ModelSuggested), typeof(SuggestionDeclined), typeof(ProcessNotStarted), typeof(MediatorMatched), typeof(MediatorChanged),
            typeof(TherapistChanged), typeof(SubstituteTookOver), typeof(OnboardingMeetingHeld), typeof(CooperationBegan), typeof(GoalChosen),
            typeof(StrengthChosen), typeof(InterestChosen), typeof(BaselineTaken), typeof(MeetingHeld),
            typeof(MeetingMissed), typeof(MeetingCorrected),
            typeof(MeetingWithdrawn), typeof(CooperationEnded), typeof(ImpactAssessed), typeof(ProcessClosed), typeof(ProcessClosedUnassessed),
            typeof(ProcessReopened),
            typeof(AgreementsEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(SupervisionEvent), typeof(ServiceCentreEvent),
            typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Workers"] =
        [
            typeof(AitoValittajaEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(SupervisionEvent), typeof(ServiceCentreEvent),
                typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Months"] =
        [
            typeof(AitoValittajaEvent), typeof(AgreementsEvent), typeof(PayrollEvent), typeof(SupervisionEvent), typeof(ServiceCentreEvent),
            typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Exports"] =
        [
            typeof(AnswerReceived),
            typeof(AitoValittajaEvent), typeof(AgreementsEvent), typeof(HoursEvent), typeof(SupervisionEvent), typeof(ServiceCentreEvent),
            typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Sessions"] =
        [
            typeof(AitoValittajaEvent), typeof(AgreementsEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(ServiceCentreEvent),
                typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Centres"] =
        [
            typeof(AitoValittajaEvent), typeof(AgreementsEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(SupervisionEvent),
                typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
        ["Editions"] =
        [
            typeof(AitoValittajaEvent), typeof(AgreementsEvent), typeof(HoursEvent), typeof(PayrollEvent), typeof(SupervisionEvent),
                typeof(ServiceCentreEvent),
            typeof(CompensationEvent),
        ],
        ["Statistics"] =
        [
            typeof(MediatorMatched), typeof(MediatorChanged), typeof(TherapistChanged), typeof(SubstituteTookOver), typeof(GoalChosen),
            typeof(StrengthChosen), typeof(InterestChosen), typeof(SafetyConcernEscalated),
            typeof(PeerWorkerRegistered), typeof(RateAmended), typeof(DraftDiscarded),
            typeof(MonthDeclared), typeof(PartApproved), typeof(PartReturned), typeof(ApprovalWithdrawn),
            typeof(LineExported), typeof(LineClassed), typeof(LineReplaces), typeof(LineAccepted), typeof(LineRejected),
            typeof(WorkerInvited), typeof(CostCentreChanged), typeof(CentreMoved),
            typeof(PayrollEvent), typeof(CompensationEvent), typeof(PublishedYearEvent),
        ],
    };

    public static TheoryData<string> Names => [.. RecordedDatabase.All.Select(p => p.Name)];

    static IReadModel Named(string name) => RecordedDatabase.All.Single(p => p.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_type_is_folded_or_ignored_and_none_both(string name)
    {
        var handles = Named(name).Handles;

        foreach (var type in EventTypes.All.Values)
            Assert.True(handles.Contains(type) != Ignores[name].Any(i => type.IsAssignableTo(i)), $"{name} and {type.Name}");
        Assert.All(Ignores[name], i => Assert.DoesNotContain(handles, h => h.IsAssignableTo(i)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_type_handled_folds(string name)
    {
        var projection = Named(name);

        foreach (var type in projection.Handles)
        {
            var changes = new Changes();
            projection.Fold(new(1, Guid.CreateVersion7(), 1, Sample.Of(type), RecordedDatabase.Noon, "user-1", null, null), changes);
            Assert.NotEmpty(TableWriter.Commands(changes, table => table.Name));
        }
    }
}
