using System.Diagnostics;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Projections.Hours;

/// <summary>What happened to one month, a row for each act. No table: the stream itself is short.</summary>
public static class MonthHistory
{
    /// <param name="month">Every event of the month, in order.</param>
    /// <param name="sees">Whether the reader may see what happened at a centre; what is of no centre, everybody does.</param>
    public static IReadOnlyList<MonthHistoryRow> Of(IReadOnlyList<Recorded> month, Func<CentreCode, bool> sees)
    {
        var rows = new List<MonthHistoryRow>(month.Count);
        var works = new Dictionary<EntryId, Work>();
        var lines = new Dictionary<LineId, CentreCode>();
        foreach (var e in month)
        {
            if (RowOf(e) is not { } row || (row.Centre is { } centre && !sees(centre))) continue;
            // One export takes many entries, and one answer speaks of many: they are told together.
            if (rows is [.., var last] && last with { Version = row.Version, Count = row.Count } == row && row.What >= MonthHappening.Exported)
                rows[^1] = row with { Count = last.Count + 1 };
            else rows.Add(row);
        }
        return rows;

        MonthHistoryRow? RowOf(Recorded e)
        {
            switch (e.Event)
            {
                case MonthOpened or LineClassed or LineReplaces: return null;
                case HoursRecorded r: return OfWork(MonthHappening.Recorded, works[r.Entry] = r.Work);
                case HoursCorrected c: return OfWork(MonthHappening.Corrected, works[c.Entry] = c.Work);
                case HoursWithdrawn w: return OfWork(MonthHappening.Withdrawn, works[w.Entry]);
                case MonthDeclared: return Row(MonthHappening.Declared);
                case PartApproved p: return Row(MonthHappening.Approved) with { Centre = p.Centre };
                case PartReturned p: return Row(MonthHappening.Returned) with { Centre = p.Centre, Reason = p.Reason };
                case ApprovalWithdrawn a: return Row(MonthHappening.ApprovalWithdrawn) with { Centre = a.Centre };
                case LineExported l: return Row(MonthHappening.Exported) with { Centre = lines[l.Line] = l.Centre };
                case LineAccepted l: return Row(MonthHappening.Accepted) with { Centre = lines[l.Line] };
                case LineRejected l: return Row(MonthHappening.Rejected) with { Centre = lines[l.Line] };
                default: throw new UnreachableException(e.Event.GetType().Name);
            }

            MonthHistoryRow Row(MonthHappening what) => new(e.Version, e.At, e.By, what, null, null, null, null, null, 1);

            MonthHistoryRow OfWork(MonthHappening what, Work work) =>
                Row(what) with { Centre = work.Centre, On = work.On, Minutes = work.Minutes, Kind = work.Kind };
        }
    }
}

/// <summary>What can happen to a month; the last three are payroll's and are told of several entries at once.</summary>
public enum MonthHappening { Recorded, Corrected, Withdrawn, Declared, Approved, Returned, ApprovalWithdrawn, Exported, Accepted, Rejected }

/// <summary>One thing that happened to a month.</summary>
/// <param name="Version">Of the month after it.</param>
/// <param name="By">Who did it: the envelope's user.</param>
/// <param name="Centre">Null: it is of the whole month.</param>
/// <param name="On">Day of the work, where it is about one entry, as <paramref name="Minutes"/> and <paramref name="Kind"/>.</param>
/// <param name="Reason">Why it was returned.</param>
/// <param name="Count">Of how many entries it is told.</param>
public sealed record MonthHistoryRow(
    long Version, DateTimeOffset At, string? By, MonthHappening What, CentreCode? Centre, DateOnly? On, int? Minutes, WorkKind? Kind,
    ReturnReason? Reason, int Count);
