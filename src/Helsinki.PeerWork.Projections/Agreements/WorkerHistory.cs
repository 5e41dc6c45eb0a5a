using System.Diagnostics;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;

namespace Helsinki.PeerWork.Projections.Agreements;

/// <summary>What happened to one worker's engagements and agreements, a row for each act. No table: the stream itself is short.</summary>
public static class WorkerHistory
{
    /// <param name="worker">Every event of the worker, in order.</param>
    public static IReadOnlyList<WorkerHistoryRow> Of(IReadOnlyList<Recorded> worker)
    {
        var engagements = new Dictionary<EngagementId, (EngagementForm Form, CentreCode Centre, WorkKind Kind)>();
        return [.. worker.Select(RowOf).OfType<WorkerHistoryRow>()];

        WorkerHistoryRow? RowOf(Recorded e)
        {
            switch (e.Event)
            {
                // What a draft covers is part of drafting it.
                case AgreementCovers: return null;
                case PeerWorkerRegistered: return Row(WorkerHappening.Registered);
                case EngagementBegan b: return Engaged(WorkerHappening.EngagementBegan, b.Engagement, (b.Form, b.Centre, b.Kind), b.From, b.Until);
                case EngagementImported i:
                    return Engaged(WorkerHappening.EngagementImported, i.Engagement, (i.Form, i.Centre, i.Kind), i.From, i.Until);
                case EngagementEndSet s: return Engaged(WorkerHappening.EngagementEndSet, s.Engagement, engagements[s.Engagement], null, s.Until);
                case AgreementDrafted d:
                    return Row(WorkerHappening.AgreementDrafted) with { Agreement = d.Agreement, From = d.From, Until = d.Until, Rate = d.Rate };
                case AgreementSigned s: return Row(WorkerHappening.AgreementSigned) with { Agreement = s.Agreement, From = s.On };
                case RateAmended r: return Row(WorkerHappening.RateAmended) with { Agreement = r.Agreement, From = r.From, Rate = r.Rate };
                case AgreementExtended x: return Row(WorkerHappening.AgreementExtended) with { Agreement = x.Agreement, Until = x.Until };
                case AgreementTerminated t:
                    return Row(WorkerHappening.AgreementTerminated) with { Agreement = t.Agreement, Until = t.LastDay, Reason = t.Reason };
                case DraftDiscarded d: return Row(WorkerHappening.DraftDiscarded) with { Agreement = d.Agreement };
                case TravelTicketsIssued t: return Row(WorkerHappening.TicketsIssued) with { Centre = t.Centre, From = t.On, Tickets = t.Count };
                default: throw new UnreachableException(e.Event.GetType().Name);
            }

            WorkerHistoryRow Row(WorkerHappening what) => new(e.Version, e.At, e.By, what, null, null, null, null, null, null, null, null, null);

            WorkerHistoryRow Engaged(WorkerHappening what, EngagementId id, (EngagementForm Form, CentreCode Centre, WorkKind Kind) work,
                DateOnly? from, DateOnly? until)
            {
                engagements[id] = work;
                return Row(what) with { Form = work.Form, Centre = work.Centre, Kind = work.Kind, From = from, Until = until };
            }
        }
    }
}

public enum WorkerHappening
{
    Registered, EngagementBegan, EngagementImported, EngagementEndSet, AgreementDrafted, AgreementSigned, RateAmended, AgreementExtended,
    AgreementTerminated, DraftDiscarded, TicketsIssued,
}

/// <summary>One thing that happened to a worker's engagements and agreements.</summary>
/// <param name="Version">Of the worker after it.</param>
/// <param name="By">Who did it: the envelope's user.</param>
/// <param name="Form">Of the engagement it is about, as <paramref name="Centre"/> and <paramref name="Kind"/>.</param>
/// <param name="From">First day, day of signing or of issuing, or the day a rate begins.</param>
/// <param name="Until">Last day.</param>
/// <param name="Rate">Euros an hour.</param>
/// <param name="Reason">Why it was terminated.</param>
/// <param name="Tickets">How many were issued.</param>
public sealed record WorkerHistoryRow(
    long Version, DateTimeOffset At, string? By, WorkerHappening What, AgreementId? Agreement, EngagementForm? Form,
    CentreCode? Centre, WorkKind? Kind,
    DateOnly? From, DateOnly? Until, decimal? Rate, TerminationReason? Reason, int? Tickets);
