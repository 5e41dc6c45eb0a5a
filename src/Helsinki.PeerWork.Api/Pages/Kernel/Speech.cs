using System.Globalization;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>Words in the three languages of the pages.</summary>
public sealed record Text(string Fi, string Sv, string En)
{
    /// <summary>The same in every language: names and codes.</summary>
    public static Text Same(string text) => new(text, text, text);
}

/// <summary>
/// The reader's language: words, days, numbers. Pages say each of their sentences in all three where it stands, so that none can be forgotten:
/// <c>@T["Omat prosessit", "Mina processer", "My processes"]</c>.
/// </summary>
public sealed class Speech
{
    public const string Cookie = "language";
    public static readonly IReadOnlyList<(string Code, string Name)> Languages = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")];

    // A line may break anywhere but inside a number.
    const string Narrow = "\u00A0";

    readonly CultureInfo culture;

    public Speech(IHttpContextAccessor http) : this(Chosen(http.HttpContext!)) { }

    public Speech(string language)
    {
        Code = language;
        culture = (CultureInfo)CultureInfo.GetCultureInfo(language switch { "fi" => "fi-FI", "sv" => "sv-FI", _ => "en-GB" }).Clone();
        culture.NumberFormat.NumberGroupSeparator = Narrow;
        culture.NumberFormat.NegativeSign = "−";
        Order = StringComparer.Create(culture, ignoreCase: true);
    }

    /// <summary>fi, sv or en.</summary>
    public string Code { get; }

    /// <summary>How this language sorts.</summary>
    public StringComparer Order { get; }

    public string this[string fi, string sv, string en] => Code switch { "fi" => fi, "sv" => sv, _ => en };

    public string this[Text text] => this[text.Fi, text.Sv, text.En];

    /// <summary>With a capital letter, as at the beginning of a line.</summary>
    public string Capital(Text text) => Capital(this[text]);

    public string Capital(string text) => text is [var first, .. var rest] ? char.ToUpper(first, culture) + rest : text;

    /// <summary>What was chosen before, otherwise what the browser likes best, otherwise Finnish.</summary>
    static string Chosen(HttpContext http) =>
        ChosenIn(http) is { } chosen ? chosen
        : http.Request.Headers.AcceptLanguage.Count == 0 ? "fi"
        : Problems.Language(http);

    /// <summary>Null: none was chosen, or none there is.</summary>
    public static string? ChosenIn(HttpContext http) =>
        http.Request.Cookies[http.RequestServices.GetRequiredService<SiteCookies>().Named(Cookie)] is { } chosen
            && Languages.Any(l => l.Code == chosen) ? chosen : null;

    /// <summary>4.5.2026, or 4 May 2026.</summary>
    public string Day(DateOnly day) => day.ToString(this["d.M.yyyy", "d.M.yyyy", "d MMM yyyy"], culture);

    /// <summary>ma 4.5.2026.</summary>
    public string Weekday(DateOnly day) => $"{day.ToString("ddd", culture)} {Day(day)}";

    /// <summary>4.5.2026 klo 14.10, in Helsinki.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = HelsinkiTime.WallClockOf(at);
        return $"{Day(DateOnly.FromDateTime(local))} {this["klo ", "kl. ", ""]}{Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>14.10, or 14:10.</summary>
    public string Time(TimeOnly time) => time.ToString(this["H.mm", "H.mm", "HH:mm"], CultureInfo.InvariantCulture);

    /// <summary>toukokuu 2026.</summary>
    public string Month(YearMonth month) => new DateOnly(month.Year, month.Month, 1).ToString("MMMM yyyy", culture);

    /// <summary>tammikuu, januari, January.</summary>
    public string MonthName(int month) => culture.DateTimeFormat.MonthNames[month - 1];

    /// <summary>tammi, jan., Jan: the head of a narrow column.</summary>
    public string ShortMonth(int month) => culture.DateTimeFormat.AbbreviatedMonthNames[month - 1];

    /// <summary>2 h 30 min.</summary>
    public string Hours(int minutes) => (minutes / 60, minutes % 60) switch
    {
        _ when minutes < 0 => $"−{Hours(-minutes)}", // taken back
        (0, var m) => $"{m}{Narrow}min",
        (var h, 0) => $"{Number(h)}{Narrow}h",
        var (h, m) => $"{Number(h)}{Narrow}h{Narrow}{m}{Narrow}min",
    };

    /// <summary>1 234,50 €.</summary>
    public string Euros(decimal euros) => $"{euros.ToString("N2", culture)}{Narrow}€";

    public string Number(decimal number, int decimals = 0) => number.ToString($"N{decimals}", culture);

    /// <summary>A number as exact as it is, without zeros at its end.</summary>
    public string Exact(decimal number) => number.ToString("#,0.##########", culture);


    /// <summary>One thing or several: <c>Count(n, ["tapaaminen", …], ["tapaamista", …])</c>.</summary>
    public string Count(int count, Text one, Text many) => $"{Number(count)}{Narrow}{this[count == 1 ? one : many]}";
}
