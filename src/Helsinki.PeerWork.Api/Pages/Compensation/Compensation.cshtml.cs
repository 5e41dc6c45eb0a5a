using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Compensation.CompensationApi;

namespace Helsinki.PeerWork.Api.Pages.Compensation;

/// <summary>Rates and limits by date: what holds on a day, what was set when and by whom, and setting another from a day on.</summary>
public sealed class CompensationPage : PeerWorkPage
{
    public CompensationView Now { get; private set; } = null!;

    public long Version { get; private set; }

    public bool MayChange { get; private set; }

    public IReadOnlyList<Choice> Kinds => Choice.AllOf<WorkKind>(k => T.Capital(WorkWords.Of(k)));

    public IReadOnlyList<Choice> Natures => Choice.AllOf<PayNature>(n => T.Capital(Of(n)));

    Dictionary<Guid, string> names = [];

    public async Task<IActionResult> OnGet() => await Show(DayAsked("on", text => Reading.DayNear(text, Today)));

    public async Task<IActionResult> OnPostRate()
    {
        var body = new RateRequest(Fields.Euros("rate"), Fields.DayAhead("rateFrom", Today));
        return await Done(Fields.AllRight && await Did<CompensationApi>(a => a.SetRate(body, Ct)));
    }

    public async Task<IActionResult> OnPostKind()
    {
        var (kind, type, from) = (Fields.OneOf<WorkKind>("kind"), Fields.Typed("incomeType"), Fields.DayAhead("kindFrom", Today));
        return await Done(Fields.AllRight && (type is null
            ? await Did<CompensationApi>(a => a.MakeUnpaid(new(kind, from), Ct))
            : await Did<CompensationApi>(a => a.MakePayable(new(kind, type, from), Ct))));
    }

    public async Task<IActionResult> OnPostNature()
    {
        var body = new NatureRequest(Fields.Text("type", 3), Fields.OneOf<PayNature>("nature"), Fields.DayAhead("natureFrom", Today));
        return await Done(Fields.AllRight && await Did<CompensationApi>(a => a.ClassType(body, Ct)));
    }

    /// <summary>The most a meeting missed today could pay.</summary>
    public int MostMissedMinutes => AitoValittajaNumbers.LongestMeeting.On(Today);

    public async Task<IActionResult> OnPostMissed()
    {
        var from = Fields.DayAhead("missedFrom", Today);
        var body = new MissedMeetingPayRequest(Fields.Minutes("minutes", 0, AitoValittajaNumbers.LongestMeeting.On(from)), from);
        return await Done(Fields.AllRight && await Did<CompensationApi>(a => a.SetMissed(body, Ct)));
    }

    public async Task<IActionResult> OnPostEscalation()
    {
        var body = new ConcernEscalationRequest(Fields.Whole("hours", 1, 168), Fields.DayAhead("escalationFrom", Today));
        return await Done(Fields.AllRight && await Did<CompensationApi>(a => a.SetEscalation(body, Ct)));
    }

    public async Task<IActionResult> OnPostCalendar()
    {
        var body = new PaymentCalendarRequest(
            Fields.Whole("paymentDay", 1, 31), Fields.Whole("exportDays", 0, 15), Fields.Whole("approvalDays", 0, 15), Fields.Whole("declarationDays", 0, 15),
            Fields.DayAhead("calendarFrom", Today));
        return await Done(Fields.AllRight && await Did<CompensationApi>(a => a.SetCalendar(body, Ct)));
    }

    async Task<IActionResult> Done(bool done) => done
        ? DoneAt("/rates", T["Asetus on tallennettu.", "Inställningen är sparad.", "The setting is saved."],
            T["Se on voimassa antamastasi päivästä alkaen.", "Den gäller från dagen du angav.", "It holds from the day you gave."])
        : await Show(null);

    async Task<IActionResult> Show(DateOnly? on)
    {
        (Now, Version) = await ReadWithVersion<CompensationApi, CompensationView>(a => a.Read(Ct, on: on));
        MayChange = await Door.Could<CompensationApi>(a => a.SetRate);
        names = (await ReadIfAllowed<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct)) ?? []).ToDictionary(c => c.Id.Value, c => c.Name);
        return Page();
    }

    /// <summary>A setting as a sentence: what was set to what.</summary>
    public string Sentence(SettingView s) => s.Setting switch
    {
        Setting.HourlyRate => T[$"Tuntipalkkio {Euros(s)}", $"Timarvode {Euros(s)}", $"Hourly rate {Euros(s)}"],
        Setting.IncomeType when s.Value is null => T[$"{Kind(s)}: ei makseta", $"{Kind(s)}: betalas inte", $"{Kind(s)}: not paid"],
        Setting.IncomeType => T[$"{Kind(s)}: tulolaji {s.Value}", $"{Kind(s)}: inkomstslag {s.Value}", $"{Kind(s)}: income type {s.Value}"],
        Setting.PayNature => T[$"Tulolaji {s.Of} on {Nature(s)}", $"Inkomstslag {s.Of} är {Nature(s)}", $"Income type {s.Of} is a {Nature(s)}"],
        Setting.MissedMeetingMinutes => T[$"Toteutumattomasta tapaamisesta maksetaan {s.Value} min", $"För en utebliven träff betalas {s.Value} min", $"A missed meeting pays {s.Value} min"],
        Setting.ConcernEscalationHours => T[$"Kuittaamaton huoli koordinaattorille {s.Value} tunnissa", $"Okvitterad oro till koordinatorn på {s.Value} timmar", $"An unacknowledged concern goes to the coordinator in {s.Value} hours"],
        Setting.PaymentCalendar => T[$"Maksukalenteri {s.Value}", $"Betalningskalender {s.Value}", $"Payment calendar {s.Value}"],
    };

    public string? By(SettingView s) => Guid.TryParse(s.By, out var id) && names.TryGetValue(id, out var name) ? name : null;

    public static Text Of(PayNature nature) => nature switch
    {
        PayNature.Fee => new("työkorvaus", "arbetsersättning", "fee outside employment"),
        PayNature.Wage => new("palkka", "lön", "wage"),
    };

    string Euros(SettingView s) => T.Euros(decimal.Parse(s.Value!, System.Globalization.CultureInfo.InvariantCulture));

    string Kind(SettingView s) => T.Capital(WorkWords.Of(s.Kind!.Value));

    string Nature(SettingView s) => T[Of(Enum.Parse<PayNature>(s.Value!))];
}
