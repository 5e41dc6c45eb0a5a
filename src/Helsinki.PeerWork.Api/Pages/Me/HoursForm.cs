using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>One kind of work at one centre, under one form of engagement: what there is to choose when hours are reported or planned.</summary>
public sealed record WorkChoice(CentreCode Centre, WorkKind Kind, EngagementForm Form)
{
    public string Value => $"{Centre}|{Kind}|{Form}";

    public static WorkChoice? Parse(string? value) =>
        value?.Split('|') is [var centre, var kind, var form] && Enum.TryParse<WorkKind>(kind, out var k) && Enum.TryParse<EngagementForm>(form, out var f)
            ? new(new(centre), k, f)
            : null;

    /// <summary>What the worker's agreements and engagements allow on a day between two.</summary>
    public static IReadOnlyList<WorkChoice> Of(WorkerView worker, DateOnly from, DateOnly until) =>
    [
        .. worker.Agreements.Where(a => a.Phase != AgreementPhase.Drafted && a.From <= until && a.Until >= from)
            .SelectMany(a => a.Works.Select(w => new WorkChoice(w.Centre, w.Kind, EngagementForm.FeeForService)))
            // A row of a register is no agreement: nothing is paid under it.
            .Concat(worker.Engagements.Where(e => e.Form != EngagementForm.FeeForService && e.From <= until && !(e.Until < from)).Select(e => new WorkChoice(e.Centre, e.Kind, e.Form)))
            .Distinct().OrderBy(w => w.Centre.Value, StringComparer.Ordinal).ThenBy(w => w.Kind).ThenBy(w => w.Form),
    ];

    public static IReadOnlyList<Choice> In(Speech t, IEnumerable<WorkChoice> works) =>
        [.. works.Select(w => new Choice(w.Value, t.Capital(t[WorkWords.Of(w.Kind)]), $"{w.Centre} · {t[WorkWords.Of(w.Form)]}"))];
}

/// <summary>What is asked of hours that are no meeting, when they are reported and when they are put right.</summary>
/// <param name="Chosen">Before anything was chosen.</param>
public sealed record HoursForm(IReadOnlyList<WorkChoice> Works, WorkChoice? Chosen, TimeOnly? Start, TimeOnly? End)
{
    /// <summary>From start to end within one day; an end at midnight is the day's end. Null: the fields say why not.</summary>
    public static (TimeOnly Start, int Minutes) Read(Fields fields, Speech t)
    {
        var (start, end) = (fields.Time("start"), fields.Time("end"));
        var minutes = (int)(end.ToTimeSpan() - start.ToTimeSpan()).TotalMinutes;
        if (end == TimeOnly.MinValue) minutes += ReportedWork.MinutesPerDay;
        if (fields.AllRight && minutes <= 0)
            fields.Wrong("end", t["Työ päättyy samana päivänä, alkamisen jälkeen.", "Arbetet slutar samma dag, efter att det började.", "Work ends on the same day, after it began."]);
        return (start, minutes);
    }

    /// <summary>The field a rule's no is about.</summary>
    /// <param name="day">What the day is called in the form.</param>
    public static string FieldOf(string refusal, string day) => refusal switch
    {
        HoursRefusals.InFuture or HoursRefusals.OutsideMonth => day,
        HoursRefusals.Overlap => "start",
        HoursRefusals.PastMidnight or HoursRefusals.Minutes => "end",
        HoursRefusals.NoTermsInForce => "work",
        _ => "",
    };
}
