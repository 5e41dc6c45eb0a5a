using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>One stretch of work with its approval and everything payroll was ever told about it.</summary>
/// <param name="Work">As it is, or was when withdrawn.</param>
/// <param name="Stands">False once withdrawn.</param>
/// <param name="Approved">The entry as it is now, or its withdrawal, is approved.</param>
public sealed record Entry(EntryId Id, Work Work, bool Stands, bool Approved, ImmutableList<ExportedLine> Lines)
{
    /// <summary>
    /// The lines the next export takes of it: none before approval, nor while payroll owes an answer. What a new fee stands for is taken back in
    /// the same export, whatever its day, or in another month before it: nobody is paid twice meanwhile.
    /// </summary>
    public IEnumerable<DueLine> Due(Handover handover)
    {
        if (!IsDue) return [];
        var missing = Missing(Taken(orAwaited: false));
        var feeGoes = !handover.Held.Contains(Id) && missing.Exists(l => l.Reverses is null && l.On <= handover.Until);
        return missing.Where(l => feeGoes || (l.Reverses is not null && l.On <= handover.Until))
            .Select(line => new DueLine(line, Replaced(line, missing, handover), NatureOf(line, handover)));
    }

    public bool IsDue => Approved && !AwaitsAnswer && !IsHandedOver;

    /// <summary>An approved change that can't be exported before payroll answers what it was handed.</summary>
    public bool Waits => Approved && AwaitsAnswer && !IsHandedOver;

    /// <summary>Payroll may hold a fee of it that an export up to a day does not take back.</summary>
    internal bool KeepsFee(DateOnly until) =>
        AwaitsAnswer || Missing(Taken(orAwaited: false)).Exists(l => l.Reverses is not null && (!IsDue || l.On > until));

    /// <summary>A fee that is due but for what payroll holds of the same work in another month.</summary>
    internal bool IsHeld(Handover handover) =>
        IsDue && handover.Held.Contains(Id) && Missing(Taken(orAwaited: false)).Exists(l => l.Reverses is null);

    /// <summary>A withdrawal needs approval only where money has to come back.</summary>
    public bool NeedsApproval => !Approved && (Stands || !IsHandedOver);

    /// <summary>Approved, and still in the coordinator's hands: the approval can be taken back.</summary>
    public bool IsApprovedOnly => Approved && (Stands && Lines.IsEmpty || !IsHandedOver);

    bool AwaitsAnswer => Lines.Any(l => l.Awaits);

    /// <summary>If payroll takes what it has, nothing remains to be told.</summary>
    bool IsHandedOver => Missing(Taken(orAwaited: true)).Count == 0;

    List<ExportedLine> Taken(bool orAwaited) => [.. Lines.Where(l => l.Answer is PayrollAnswer.Accepted || (orAwaited && l.Awaits))];

    /// <summary>
    /// What is between payroll's books and the entry: every fee taken that is no longer right is reversed, and the right one is sent
    /// unless it is there. A correction, a withdrawal, a rejected fee and a rejected reversal are all this one comparison.
    /// </summary>
    List<FeeLine> Missing(List<ExportedLine> taken)
    {
        var right = Stands ? FeeLine.Of(Id, Work) : null;
        var paid = taken.Where(l => l.Line.Reverses is null && taken.All(r => r.Line.Reverses != l.Id)).ToList();
        var kept = paid.Find(l => l.Line == right);
        var reversals = paid.Where(l => l != kept).Select(l => l.Line.Reversal(l.Id));
        return right is null || kept is not null ? [.. reversals] : [.. reversals, right];
    }

    /// <summary>
    /// A fee stands for the one taken back beside it, otherwise for the last one sent, here or where the work was before; a reversal for the
    /// rejected one of the same original.
    /// </summary>
    LineId? Replaced(FeeLine line, List<FeeLine> missing, Handover handover) => line.Reverses is { } original
        ? Lines.FindLast(l => l.Line.Reverses == original)?.Id
        : missing.FindLast(m => m.Reverses is not null)?.Reverses
            ?? (handover.Moved.TryGetValue(Id, out var there) ? there : Lines.FindLast(l => l.Line.Reverses is null)?.Id);

    /// <summary>A reversal belongs where its original went, whatever was classed since.</summary>
    PayNature? NatureOf(FeeLine line, Handover handover) =>
        (line.Reverses is { } original ? Lines.Find(l => l.Id == original)!.Nature : null) ?? handover.Natures.On(line.IncomeType, line.On);
}

/// <summary>Whether the worker says the month is whole.</summary>
public abstract record Declaration
{
    Declaration() { }

    public sealed record Undeclared : Declaration;
    public sealed record Declared : Declaration;

    /// <summary>A coordinator sent it back: the worker declares again.</summary>
    public sealed record Returned(CentreCode Centre, ReturnReason Reason) : Declaration;
}

public abstract record HoursState
{
    HoursState() { }

    public sealed record Unopened : HoursState;

    /// <param name="Month">1–12.</param>
    public sealed record Opened(
        PeerWorkerId Worker, int Year, int Month, Declaration Declaration, ImmutableDictionary<EntryId, Entry> Entries) : HoursState
    {
        public static Opened Empty(PeerWorkerId worker, int year, int month) =>
            new(worker, year, month, new Declaration.Undeclared(), ImmutableDictionary<EntryId, Entry>.Empty);

        internal IEnumerable<Entry> InOrder => Entries.Values.OrderBy(e => e.Work.On).ThenBy(e => e.Work.Start).ThenBy(e => e.Id.Value);

        internal Entry? EntryOf(LineId line) => Entries.Values.FirstOrDefault(e => e.Lines.Exists(l => l.Id == line));
    }

    IEnumerable<Entry> All => this is Opened s ? s.InOrder : [];

    /// <summary>What stands in the month, in order of time.</summary>
    public IEnumerable<Entry> Standing => All.Where(e => e.Stands);

    public int Minutes => Standing.Sum(e => e.Work.Minutes);

    /// <summary>Euros of everything that stands, approved or not.</summary>
    public decimal Fee => Standing.Sum(e => e.Work.Fee());

    /// <summary>Every approved line not yet exported, for work up to and including the day asked for.</summary>
    public IReadOnlyList<DueLine> LinesToExport(Handover handover) => [.. All.SelectMany(e => e.Due(handover))];

    public bool HasLinesToExport(Handover handover) => LinesToExport(handover).Count > 0;

    /// <summary>Entries whose approved change waits for payroll's answer, or for its fee in another month to be taken back.</summary>
    public IReadOnlyList<Entry> Waiting(Handover handover) => [.. All.Where(e => (e.Waits || e.IsHeld(handover)) && e.Work.On <= handover.Until)];

    /// <summary>
    /// Work withdrawn here of which payroll may hold a fee that an export up to a day does not take back: its fee elsewhere is held.
    /// </summary>
    public bool KeepsFeeOf(EntryId entry, DateOnly until) =>
        this is Opened s && s.Entries.TryGetValue(entry, out var known) && !known.Stands && known.KeepsFee(until);

    /// <summary>Entries of the centre's part that wait for approval, withdrawals of exported ones among them.</summary>
    public IReadOnlyList<Entry> Unapproved(CentreCode centre) => [.. All.Where(e => e.Work.Centre == centre && e.NeedsApproval)];

    public static HoursState Evolve(HoursState state, HoursEvent @event) => (state, @event) switch
    {
        (Unopened, MonthOpened e) => Opened.Empty(e.Worker, e.Year, e.Month),
        (Opened s, HoursRecorded e) => With(s, s.Entries.TryGetValue(e.Entry, out var withdrawn)
            ? withdrawn with { Work = e.Work, Stands = true, Approved = false }
            : new Entry(e.Entry, e.Work, Stands: true, Approved: false, [])),
        (Opened s, HoursCorrected e) => With(s, s.Entries[e.Entry] with { Work = e.Work, Approved = false }),
        (Opened s, HoursWithdrawn e) => With(s, s.Entries[e.Entry] with { Stands = false, Approved = false }),
        (Opened s, MonthDeclared) => s with { Declaration = new Declaration.Declared() },
        (Opened s, PartApproved e) => With(s, s.Unapproved(e.Centre).Select(entry => entry with { Approved = true })),
        (Opened s, PartReturned e) => s with { Declaration = new Declaration.Returned(e.Centre, e.Reason) },
        (Opened s, ApprovalWithdrawn e) => With(s, s.ApprovedOnly(e.Centre).Select(entry => entry with { Approved = false })),
        (Opened s, LineExported e) => With(s, Exported(s.Entries[e.Entry], e)),
        (Opened s, LineClassed e) => With(s, Changed(s, e.Line, l => l with { Nature = e.Nature })),
        (Opened s, LineReplaces) => s,
        (Opened s, LineAccepted e) => With(s, Changed(s, e.Line, l => l with { Answer = new PayrollAnswer.Accepted() })),
        (Opened s, LineRejected e) => With(s, Changed(s, e.Line, l => l with { Answer = new PayrollAnswer.Rejected(e.Reason) })),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    internal IEnumerable<Entry> ApprovedOnly(CentreCode centre) => All.Where(e => e.Work.Centre == centre && e.IsApprovedOnly);

    static Opened With(Opened s, Entry entry) => s with { Entries = s.Entries.SetItem(entry.Id, entry) };

    static Opened With(Opened s, IEnumerable<Entry> entries) =>
        s with { Entries = s.Entries.SetItems(entries.Select(e => KeyValuePair.Create(e.Id, e))) };

    static Entry Exported(Entry entry, LineExported e) => entry with
    {
        Lines = entry.Lines.Add(new(e.Line, e.Export,
            new(e.Entry, e.Centre, e.Kind, e.On, e.Minutes, e.Rate, e.Amount, e.IncomeType, e.Reverses), null, new PayrollAnswer.Awaited())),
    };

    static Entry Changed(Opened s, LineId line, Func<ExportedLine, ExportedLine> change)
    {
        var entry = s.EntryOf(line) ?? throw new UnreachableException($"{line} was never exported from this month");
        return entry with { Lines = [.. entry.Lines.Select(l => l.Id == line ? change(l) : l)] };
    }
}
