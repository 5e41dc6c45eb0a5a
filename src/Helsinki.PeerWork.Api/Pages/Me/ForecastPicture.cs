using System.Xml.Linq;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>One month's pay as one bar: what is recorded, what is planned, and where the limit is. The same stands beside it as a table.</summary>
static class ForecastPicture
{
    const decimal Top = 24, Thick = 32;

    public static IHtmlContent Of(Speech t, ForecastView forecast)
    {
        // A little air behind the farthest point, so that a limit passed is seen as passed.
        var most = Math.Max(forecast.Total, forecast.Limit ?? 0) * 1.08m;
        var month = t.Month(YearMonth.Parse(forecast.Month, null));
        return new HtmlString(Svg.Picture(
            $"bar-{forecast.Month}", t[$"Ansaintaennuste, {month}", $"Inkomstprognos, {month}", $"Earnings forecast, {month}"], Said(t, forecast), Top + Thick + 8,
            [
                Svg.Box(0, Top, 100, Thick, "frame"),
                .. Bar(0, forecast.Recorded, "recorded"),
                .. Bar(forecast.Recorded, forecast.Planned, "planned"),
                .. forecast.Limit is { } limit ? Mark(At(limit), $"{t["raja", "gräns", "limit"]} {t.Euros(limit)}") : [],
            ]).ToString(SaveOptions.DisableFormatting));

        IReadOnlyList<XElement> Bar(decimal from, decimal euros, string style) => euros > 0 ? [Svg.Box(At(from), Top, At(euros), Thick, style)] : [];

        decimal At(decimal euros) => most == 0 ? 0 : euros / most * 100;
    }

    static IReadOnlyList<XElement> Mark(decimal x, string words) =>
        [Svg.Line(x, Top - 6, x, Top + Thick + 6, "limit"), Svg.Words(x, Top - 10, words, anchor: x > 50 ? "end" : "start")];

    /// <summary>The bar in a sentence.</summary>
    public static string Said(Speech t, ForecastView f)
    {
        var what = t[$"Kirjattu {t.Euros(f.Recorded)}, suunniteltu {t.Euros(f.Planned)}, yhteensä {t.Euros(f.Total)}.",
            $"Antecknat {t.Euros(f.Recorded)}, planerat {t.Euros(f.Planned)}, sammanlagt {t.Euros(f.Total)}.",
            $"Recorded {t.Euros(f.Recorded)}, planned {t.Euros(f.Planned)}, in all {t.Euros(f.Total)}."];
        return f.Limit is { } limit ? $"{what} {t[$"Raja {t.Euros(limit)}.", $"Gräns {t.Euros(limit)}.", $"Limit {t.Euros(limit)}."]}" : what;
    }
}
