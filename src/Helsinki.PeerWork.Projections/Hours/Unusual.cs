using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Hours;

/// <summary>
/// What whoever approves a centre's part should look at, so that the ordinary needs no looking: how it differs from the worker's own last months
/// there, and what is out of the ordinary by itself. A hint, never a rule.
/// </summary>
public static class Unusual
{
    /// <summary>How many months before the month tell what is usual.</summary>
    public const int MonthsBefore = 3;

    const int ManyEntries = 2;
    const int ManyMinutes = 240;

    /// <summary>A difference smaller than a quarter of the usual is ordinary.</summary>
    const decimal Share = 0.25m;

    /// <summary>The average of those of the months before that have hours; null: none has.</summary>
    /// <param name="before">What stood at the centre in the months before.</param>
    public static UsualMonth? UsualOf(IReadOnlyCollection<PartEntryRow> before)
    {
        var standing = before.Where(e => !e.Entry.Withdrawn).ToList();
        var months = standing.DistinctBy(e => (e.Year, e.Month)).Count();
        return months == 0
            ? null
            : new(months, decimal.Round((decimal)standing.Count / months, 1),
                (int)decimal.Round((decimal)standing.Sum(e => e.Entry.Minutes) / months));
    }

    /// <param name="part">What the centre's part is made of, withdrawn entries that wait among it.</param>
    /// <param name="before">What stood there in the months before.</param>
    public static IReadOnlyList<Difference> Of(IReadOnlyCollection<EntryRow> part, IReadOnlyCollection<PartEntryRow> before)
    {
        var (standing, waiting) = (part.Where(e => !e.Withdrawn).ToList(), part.Where(e => e.State == EntryState.Open).ToList());
        var (added, taken) = (waiting.Where(e => !e.Withdrawn).ToList(), waiting.Count(e => e.Withdrawn));
        List<Difference> found = [];
        var corrected = added.Where(e => e.HandedOver).ToList();
        var supplement = added.Except(corrected).ToList();
        if (waiting.Count < part.Count && supplement.Count > 0)
            found.Add(new(DifferenceKind.Supplement, supplement.Count, supplement.Sum(e => e.Minutes)));
        if (corrected.Count > 0) found.Add(new(DifferenceKind.Correction, corrected.Count));
        if (taken > 0) found.Add(new(DifferenceKind.Withdrawal, taken));
        if (UsualOf(before) is { } usual)
        {
            var (entries, minutes) = (standing.Count - usual.Entries, standing.Sum(e => e.Minutes) - usual.Minutes);
            if (Math.Abs(entries) >= Math.Max(ManyEntries, Share * usual.Entries))
                found.Add(new(entries > 0 ? DifferenceKind.MoreEntries : DifferenceKind.FewerEntries, (int)decimal.Round(Math.Abs(entries))));
            else if (Math.Abs(minutes) >= Math.Max(ManyMinutes, Share * usual.Minutes))
                found.Add(new(minutes > 0 ? DifferenceKind.MoreHours : DifferenceKind.FewerHours, 0, Math.Abs(minutes)));
            found.AddRange(added.Select(e => e.Kind).Distinct().Except(before.Select(e => e.Entry.Kind))
                .Select(kind => new Difference(DifferenceKind.NewKind, Kind: kind)));
        }
        else if (added.Count == part.Count)
        {
            found.Add(new(DifferenceKind.NothingBefore));
        }
        // Other work is seldom longer than the longest meeting of the Aito Välittäjä model.
        found.AddRange(added.Where(e => e.Minutes > AitoValittajaNumbers.LongestMeeting.On(e.On))
            .Select(e => new Difference(DifferenceKind.LongEntry, 0, e.Minutes, e.On)));
        return found;
    }
}

/// <param name="Months">How many of the months before have hours.</param>
/// <param name="Entries">On the average, to one decimal.</param>
/// <param name="Minutes">On the average.</param>
public sealed record UsualMonth(int Months, decimal Entries, int Minutes);

public enum DifferenceKind
{
    /// <summary>Hours joined a part that was approved before.</summary>
    Supplement,

    /// <summary>Hours payroll has were corrected: their fee is taken back and the right one sent.</summary>
    Correction,

    /// <summary>Hours payroll has were withdrawn: their fee is taken back.</summary>
    Withdrawal,
    MoreEntries,
    FewerEntries,
    MoreHours,
    FewerHours,

    /// <summary>A kind of work the worker did not do there in the months before.</summary>
    NewKind,

    /// <summary>No hours there in the months before: nothing to compare with.</summary>
    NothingBefore,

    /// <summary>Longer than three hours.</summary>
    LongEntry,
}

/// <summary>One thing out of the ordinary.</summary>
/// <param name="Entries">How many, where it is about entries.</param>
/// <param name="Minutes">How many, where it is about time.</param>
/// <param name="On">The day, where it is about one entry.</param>
public sealed record Difference(DifferenceKind What, int Entries = 0, int Minutes = 0, DateOnly? On = null, WorkKind? Kind = null);
