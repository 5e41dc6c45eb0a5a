using System.Globalization;
using System.Xml.Linq;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>One month's pay as one bar: what is recorded, what is planned, and where the limit is. The same stands beside it as a table.</summary>
static class ForecastPicture
{
    const int Width = 360, Height = 64, Top = 24, Thick = 32;

    public static IHtmlContent Of(Speech t, ForecastView forecast)
    {
        // A little air behind the farthest point, so that a limit passed is seen as passed.
        var most = Math.Max(forecast.Total, forecast.Limit ?? 0) * 1.08m;
        int At(decimal euros) => most == 0 ? 0 : (int)(euros / most * Width);
        var (recorded, total) = (At(forecast.Recorded), At(forecast.Total));
        var month = t.Month(YearMonth.Parse(forecast.Month, null));
        List<object?> parts =
        [
            new XAttribute("class", "chart my-bar"), new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"bar-{forecast.Month}-title bar-{forecast.Month}-desc"),
            new XElement("title", new XAttribute("id", $"bar-{forecast.Month}-title"), t[$"Ansaintaennuste, {month}", $"Inkomstprognos, {month}", $"Earnings forecast, {month}"]),
            new XElement("desc", new XAttribute("id", $"bar-{forecast.Month}-desc"), Said(t, forecast)),
            Bar("frame", 0, Width),
            recorded > 0 ? Bar("recorded", 0, recorded) : null,
            total > recorded ? Bar("planned", recorded + 1, total - recorded - 2) : null,
        ];
        if (forecast.Limit is { } limit)
        {
            var x = At(limit);
            parts.Add(new XElement("line", new XAttribute("class", "limit"), A("x1", x), A("x2", x), A("y1", Top - 6), A("y2", Top + Thick + 6)));
            parts.Add(new XElement("text", A("x", Math.Min(x, Width - 2)), A("y", Top - 10), new XAttribute("text-anchor", x > Width / 2 ? "end" : "start"), $"{t["raja", "gräns", "limit"]} {t.Euros(limit)}"));
        }
        return new HtmlString(new XElement("svg", parts).ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>The bar in a sentence.</summary>
    public static string Said(Speech t, ForecastView f)
    {
        var what = t[$"Kirjattu {t.Euros(f.Recorded)}, suunniteltu {t.Euros(f.Planned)}, yhteensä {t.Euros(f.Total)}.",
            $"Antecknat {t.Euros(f.Recorded)}, planerat {t.Euros(f.Planned)}, sammanlagt {t.Euros(f.Total)}.",
            $"Recorded {t.Euros(f.Recorded)}, planned {t.Euros(f.Planned)}, in all {t.Euros(f.Total)}."];
        return f.Limit is { } limit ? $"{what} {t[$"Raja {t.Euros(limit)}.", $"Gräns {t.Euros(limit)}.", $"Limit {t.Euros(limit)}."]}" : what;
    }

    static XElement Bar(string part, int from, int width) =>
        new("rect", new XAttribute("class", part), A("x", from), A("y", Top), A("width", Math.Max(width, 1)), A("height", Thick));

    static XAttribute A(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}
