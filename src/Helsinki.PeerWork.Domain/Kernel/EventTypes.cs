using System.Collections.Frozen;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;

namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>
/// The names events are stored under: snake_case of the type's name, as Marten makes them. A class may be renamed; a name here may not.
/// </summary>
public static class EventTypes
{
    static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["model_suggested"] = typeof(ModelSuggested),
        ["suggestion_declined"] = typeof(SuggestionDeclined),
        ["process_not_started"] = typeof(ProcessNotStarted),
        ["mediator_matched"] = typeof(MediatorMatched),
        ["mediator_changed"] = typeof(MediatorChanged),
        ["therapist_changed"] = typeof(TherapistChanged),
        ["substitute_took_over"] = typeof(SubstituteTookOver),
        ["onboarding_meeting_held"] = typeof(OnboardingMeetingHeld),
        ["cooperation_began"] = typeof(CooperationBegan),
        ["goal_chosen"] = typeof(GoalChosen),
        ["strength_chosen"] = typeof(StrengthChosen),
        ["interest_chosen"] = typeof(InterestChosen),
        ["baseline_taken"] = typeof(BaselineTaken),
        ["meeting_held"] = typeof(MeetingHeld),
        ["meeting_missed"] = typeof(MeetingMissed),
        ["meeting_corrected"] = typeof(MeetingCorrected),
        ["meeting_withdrawn"] = typeof(MeetingWithdrawn),
        ["safety_concern_raised"] = typeof(SafetyConcernRaised),
        ["safety_concern_acknowledged"] = typeof(SafetyConcernAcknowledged),
        ["safety_concern_escalated"] = typeof(SafetyConcernEscalated),
        ["cooperation_ended"] = typeof(CooperationEnded),
        ["impact_assessed"] = typeof(ImpactAssessed),
        ["process_closed"] = typeof(ProcessClosed),
        ["process_closed_unassessed"] = typeof(ProcessClosedUnassessed),
        ["process_reopened"] = typeof(ProcessReopened),

        ["peer_worker_registered"] = typeof(PeerWorkerRegistered),
        ["engagement_began"] = typeof(EngagementBegan),
        ["engagement_imported"] = typeof(EngagementImported),
        ["engagement_end_set"] = typeof(EngagementEndSet),
        ["agreement_drafted"] = typeof(AgreementDrafted),
        ["agreement_covers"] = typeof(AgreementCovers),
        ["agreement_signed"] = typeof(AgreementSigned),
        ["rate_amended"] = typeof(RateAmended),
        ["agreement_extended"] = typeof(AgreementExtended),
        ["agreement_terminated"] = typeof(AgreementTerminated),
        ["draft_discarded"] = typeof(DraftDiscarded),
        ["travel_tickets_issued"] = typeof(TravelTicketsIssued),

        ["month_opened"] = typeof(MonthOpened),
        ["hours_recorded"] = typeof(HoursRecorded),
        ["hours_corrected"] = typeof(HoursCorrected),
        ["hours_withdrawn"] = typeof(HoursWithdrawn),
        ["month_declared"] = typeof(MonthDeclared),
        ["part_approved"] = typeof(PartApproved),
        ["part_returned"] = typeof(PartReturned),
        ["approval_withdrawn"] = typeof(ApprovalWithdrawn),
        ["line_exported"] = typeof(LineExported),
        ["line_classed"] = typeof(LineClassed),
        ["line_replaces"] = typeof(LineReplaces),
        ["line_accepted"] = typeof(LineAccepted),
        ["line_rejected"] = typeof(LineRejected),

        ["export_created"] = typeof(ExportCreated),
        ["file_rendered"] = typeof(FileRendered),
        ["answer_received"] = typeof(AnswerReceived),
        ["answers_taken"] = typeof(AnswersTaken),
        ["unmatched_answers_seen"] = typeof(UnmatchedAnswersSeen),

        ["session_planned"] = typeof(SessionPlanned),
        ["worker_invited"] = typeof(WorkerInvited),
        ["worker_attended"] = typeof(WorkerAttended),
        ["attendance_taken_back"] = typeof(AttendanceTakenBack),
        ["session_moved"] = typeof(SessionMoved),
        ["session_cancelled"] = typeof(SessionCancelled),

        ["centre_opened"] = typeof(CentreOpened),
        ["centre_renamed"] = typeof(CentreRenamed),
        ["cost_centre_changed"] = typeof(CostCentreChanged),
        ["centre_moved"] = typeof(CentreMoved),
        ["centre_split_off"] = typeof(CentreSplitOff),
        ["centre_closed"] = typeof(CentreClosed),

        ["edition_published"] = typeof(EditionPublished),
        ["edition_file_rendered"] = typeof(EditionFileRendered),

        ["hourly_rate_set"] = typeof(HourlyRateSet),
        ["kind_made_payable"] = typeof(KindMadePayable),
        ["kind_made_unpaid"] = typeof(KindMadeUnpaid),
        ["income_type_classed"] = typeof(IncomeTypeClassed),
        ["missed_meeting_pay_set"] = typeof(MissedMeetingPaySet),
        ["concern_escalation_set"] = typeof(ConcernEscalationSet),
        ["payment_calendar_set"] = typeof(PaymentCalendarSet),
    }.ToFrozenDictionary();

    static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(t => t.Value, t => t.Key);

    /// <summary>Every stored name, with the type it is read as.</summary>
    public static IReadOnlyDictionary<string, Type> All => Types;

    public static string NameOf(Type type) => Names[type];
}
