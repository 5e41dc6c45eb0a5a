using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

/// <summary>May 2026 of one worker, paid 20 €/hour: two hours of expert appointments at Malmi on the 4th, 40 €.</summary>
static class HoursHistory
{
    public static readonly PeerWorkerId Worker = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly CentreCode Malmi = new("Malmi");
    public static readonly CentreCode Aurora = new("Aurora");
    public static readonly DateOnly May4 = new(2026, 5, 4);
    public static readonly DateOnly Today = new(2026, 5, 20);

    public static readonly EntryId First = Entry(1);
    public static readonly EntryId Second = Entry(2);
    public static readonly ExportId Export1 = new(new Guid(11, 0, 0, new byte[8]));
    public static readonly ExportId Export2 = new(new Guid(12, 0, 0, new byte[8]));
    public static readonly ExportId Export3 = new(new Guid(13, 0, 0, new byte[8]));

    public static readonly Terms Agreed = new(new AgreementId(new Guid(21, 0, 0, new byte[8])), EngagementForm.FeeForService, 20m);

    public static readonly ReportedWork TwoHours =
        new(May4, new TimeOnly(10, 0), 120, Malmi, WorkKind.ExpertAppointment, EngagementForm.FeeForService);
    public static readonly ReportedWork ThreeHours = TwoHours with { Minutes = 180 };
    public static readonly ReportedWork NextDay = TwoHours with { On = May4.AddDays(1) };

    public static readonly RecordHours RecordTwoHours = new(Worker, 2026, 5, First, TwoHours, Agreed, "336", Today);
    public static readonly CorrectHours CorrectToThree = new(First, ThreeHours, Agreed, "336", Today);

    public static readonly HoursRecorded Recorded2 = new(First, Paid(TwoHours));
    public static readonly HoursCorrected Corrected3 = new(First, Paid(ThreeHours));
    public static readonly LineExported Fee40 = Line(Export1, Recorded2.Work);
    public static readonly LineExported Fee60 = Line(Export2, Corrected3.Work);
    public static readonly LineExported Reversal40 = Reversing(Fee40, Export2);

    public static HoursEvent[] Opened { get; } = [new MonthOpened(Worker, 2026, 5)];
    public static HoursEvent[] Recorded { get; } = [.. Opened, Recorded2];
    public static HoursEvent[] Declared { get; } = [.. Recorded, new MonthDeclared(Today)];
    public static HoursEvent[] Approved { get; } = [.. Declared, new PartApproved(Malmi)];
    public static HoursEvent[] Exported { get; } = [.. Approved, Fee40];
    public static HoursEvent[] Accepted { get; } = [.. Exported, new LineAccepted(Fee40.Line)];
    public static HoursEvent[] Rejected { get; } = [.. Exported, new LineRejected(Fee40.Line, RejectionReason.PayeeUnknown)];

    /// <summary>What an export asks for up to a day when no income type is classed and nothing was moved between months.</summary>
    public static Handover UpTo(DateOnly until) => Handover.UpTo(until, PayNatures.None);

    public static EntryId Entry(int n) => new(new Guid(100 + n, 0, 0, new byte[8]));
    public static Work Paid(ReportedWork work) => work.Under(Agreed, "336");

    /// <summary>The fee line of the first entry when its work is this.</summary>
    public static LineExported Line(ExportId export, Work work) => Line(export, First, work);

    public static LineExported Line(ExportId export, EntryId entry, Work work) => new(
        FeeLine.Of(entry, work)!.IdIn(export, Worker), export, entry, work.Centre, work.Kind, work.On, work.Minutes, work.Rate!.Value,
        work.Fee(), work.IncomeType!, null);

    public static LineExported Reversing(LineExported line, ExportId export) => line with
    {
        Line = FeeLine.Of(line.Entry, Recorded2.Work)!.Reversal(line.Line).IdIn(export, Worker),
        Export = export,
        Minutes = -line.Minutes,
        Amount = -line.Amount,
        Reverses = line.Line,
    };

    public static HoursState After(params IEnumerable<HoursEvent> history) =>
        history.Aggregate(HoursDecider.Decider.Initial, HoursDecider.Decider.Evolve);
}
