using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>A calendar month as addresses write it: <c>2026-05</c>.</summary>
/// <param name="Year">1900–2200.</param>
/// <param name="Month">1–12.</param>
public readonly record struct YearMonth(int Year, int Month) : IParsable<YearMonth>
{
    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out YearMonth result)
    {
        var read = DateOnly.TryParseExact(s, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && Calendar.Holds(first);
        result = Of(first);
        return read;
    }

    public static YearMonth Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var month) ? month : throw new FormatException();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
