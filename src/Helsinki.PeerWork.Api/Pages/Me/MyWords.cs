using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Pages.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Hours;
using static Helsinki.PeerWork.Api.Me.MyMeetingsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>Sentences that several of a peer worker's pages say.</summary>
static class MyWords
{
    /// <summary>What there is to say of the month against the own limit, in words and without alarm; null: nothing.</summary>
    public static string? Of(Speech t, ForecastView forecast) => forecast is { Limit: { } limit, Left: { } left } ? forecast.Warning switch
    {
        LimitWarning.None => null,
        LimitWarning.Near => t[
            $"Oma rajasi {t.Euros(limit)} on lähellä: jäljellä {t.Euros(left)}.",
            $"Din egen gräns {t.Euros(limit)} är nära: {t.Euros(left)} kvar.",
            $"Your own limit of {t.Euros(limit)} is near: {t.Euros(left)} left."],
        LimitWarning.WouldPass => t[
            $"Jos teet kaiken suunnittelemasi, oma rajasi {t.Euros(limit)} ylittyy: yhteensä {t.Euros(forecast.Total)}.",
            $"Om du gör allt du har planerat överskrids din egen gräns {t.Euros(limit)}: sammanlagt {t.Euros(forecast.Total)}.",
            $"If you do all you have planned, you will pass your own limit of {t.Euros(limit)}: {t.Euros(forecast.Total)} in all."],
        LimitWarning.Passed => t[
            $"Oma rajasi {t.Euros(limit)} on ylittynyt: kirjattu {t.Euros(forecast.Recorded)}. Mitään ei estetä. Jos mietit, miten tämä vaikuttaa etuuksiisi, kysy Kelasta tai eläkelaitoksestasi.",
            $"Din egen gräns {t.Euros(limit)} har överskridits: {t.Euros(forecast.Recorded)} antecknat. Ingenting hindras. Om du undrar hur detta påverkar dina förmåner, fråga FPA eller din pensionsanstalt.",
            $"You have passed your own limit of {t.Euros(limit)}: {t.Euros(forecast.Recorded)} recorded. Nothing is blocked. If you wonder how this affects your benefits, ask Kela or your pension institution."],
    } : null;

    /// <summary>10.00–12.00.</summary>
    public static string Times(Speech t, TimeOnly start, int minutes) => $"{t.Time(start)}–{t.Time(start.AddMinutes(minutes))}";

    /// <summary>Kahvila, keskustelu; or why it did not take place.</summary>
    public static string What(Speech t, MyMeeting meeting) => meeting switch
    {
        { Held: false, MissedReason: { } reason } => t[
            $"ei toteutunut: {t[AitoValittajaWords.Of(reason)]}", $"uteblev: {t[AitoValittajaWords.Of(reason)]}", $"did not take place: {t[AitoValittajaWords.Of(reason)]}"],
        { Place: { } place, Activity: { } activity } => $"{t[AitoValittajaWords.Of(place)]}, {t[AitoValittajaWords.Of(activity)]}",
        _ => "",
    };

    /// <summary>ke 18.11.2026 klo 10.00–12.00, kahvila, keskustelu.</summary>
    public static string Of(Speech t, MyMeeting meeting) => meeting.Held
        ? $"{t.Weekday(meeting.On)} {t["klo ", "kl. ", ""]}{Times(t, meeting.Start, meeting.Minutes)}, {What(t, meeting)}"
        : $"{t.Weekday(meeting.On)} {t["klo ", "kl. ", ""]}{t.Time(meeting.Start)}, {What(t, meeting)}";
}
