using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>What payroll is to be told about one entry: a fee, or the exact negative of an accepted one.</summary>
/// <param name="Minutes">Negative in a reversal.</param>
/// <param name="Rate">Euros an hour.</param>
/// <param name="Amount">Euros; negative in a reversal.</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
public sealed record FeeLine(
    EntryId Entry, CentreCode Centre, WorkKind Kind, DateOnly On, int Minutes, decimal Rate, decimal Amount, string IncomeType, LineId? Reverses)
{
    /// <summary>Null when the work pays nothing.</summary>
    public static FeeLine? Of(EntryId entry, Work work) => work is { Rate: { } rate, IncomeType: { } type } && work.Fee() is not 0m and var fee
        ? new FeeLine(entry, work.Centre, work.Kind, work.On, work.Minutes, rate, fee, type, null)
        : null;

    public FeeLine Reversal(LineId original) => this with { Minutes = -Minutes, Amount = -Amount, Reverses = original };

    /// <summary>
    /// The same export never names a line of an entry twice, so the id follows from what the line says. An entry's own id is chosen by whoever
    /// records it: only with worker and month is it one entry.
    /// </summary>
    public LineId IdIn(ExportId export, PeerWorkerId worker)
    {
        var entry = $"{HoursStream.IdOf(worker, On)}/{Entry.Value}";
        return new(NameBasedId.Of(export.Value, Reverses is { } original ? $"{entry} reverses {original.Value}" : entry));
    }
}

/// <summary>A line the next export takes, and what payroll is told beside it. Whether a fee is right is asked of <see cref="Line"/> alone.</summary>
/// <param name="Replaces">The line it stands for from now on; null: payroll hears of that work for the first time.</param>
/// <param name="Nature">Null: nobody classed its income type for that day.</param>
public sealed record DueLine(FeeLine Line, LineId? Replaces, PayNature? Nature);

/// <summary>What an export asks of a month.</summary>
/// <param name="Until">Last day of work it takes.</param>
/// <param name="Natures">What each income type is, by day.</param>
/// <param name="Moved">Of work moved here out of another month: the last line payroll was sent of it there, if none was sent of it here
/// since.</param>
/// <param name="Held">Work moved here whose fee in another month this export does not take back: its fee here follows when that is done.</param>
public sealed record Handover(DateOnly Until, PayNatures Natures, ImmutableDictionary<EntryId, LineId> Moved, ImmutableHashSet<EntryId> Held)
{
    /// <summary>When nothing was moved between months.</summary>
    public static Handover UpTo(DateOnly until, PayNatures natures) => new(until, natures, ImmutableDictionary<EntryId, LineId>.Empty, []);
}

/// <summary>A line as handed over, and what payroll said to it.</summary>
public sealed record ExportedLine(LineId Id, ExportId Export, FeeLine Line, PayNature? Nature, PayrollAnswer Answer)
{
    public bool Awaits => Answer is PayrollAnswer.Awaited;
}

public abstract record PayrollAnswer
{
    PayrollAnswer() { }

    public sealed record Awaited : PayrollAnswer;
    public sealed record Accepted : PayrollAnswer;
    public sealed record Rejected(RejectionReason Reason) : PayrollAnswer;
}
