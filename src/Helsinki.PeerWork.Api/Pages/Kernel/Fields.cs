using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Calendar = Helsinki.PeerWork.Api.Http.Calendar;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// A sent form, read field by field as people write: 4.5., 4.5.2026 or 2026-05-04; 14.30, 14:30 or 14; 834,52 or 834.52. What can't be read
/// leaves an error at its field that says what would be right, and the value as it was typed. Ask <see cref="AllRight"/> before using any.
/// </summary>
public sealed class Fields
{
    /// <summary>The form's own key, made when it was shown.</summary>
    public const string OnceField = "once";

    /// <summary>The version the form was made of.</summary>
    public const string SeenField = "seen";

    readonly IFormCollection form;
    readonly ModelStateDictionary errors;
    readonly Speech t;

    public Fields(IFormCollection form, ModelStateDictionary errors, Speech t)
    {
        (this.form, this.errors, this.t) = (form, errors, t);
        foreach (var (name, values) in form) errors.SetModelValue(name, values.ToArray(), values.ToString());
    }

    public bool AllRight => errors.ErrorCount == 0;

    public string? Once => form[OnceField] is [{ Length: > 0 } once] && Guid.TryParse(once, out _) ? once : null;

    public long? Seen => long.TryParse(form[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    public void Wrong(string name, string text) => errors.AddModelError(name, text);

    /// <summary>As typed, without spaces around it; null when empty.</summary>
    public string? Typed(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    public bool Ticked(string name) => form[name].Count > 0;

    public string Text(string name, int longest = 200)
    {
        var text = Required(name);
        if (text?.Length > longest) Wrong(name, t[$"Enintään {longest} merkkiä.", $"Högst {longest} tecken.", $"At most {longest} characters."]);
        return text ?? "";
    }

    /// <param name="today">The year a day without one means: the latest such day that is not after it.</param>
    public DateOnly Day(string name, DateOnly today) => Required(name) is null ? default : DayOrNull(name, today) ?? default;

    public DateOnly? DayOrNull(string name, DateOnly today) => DayOrNull(name, text => Reading.Day(text, today));

    /// <summary>A day that may lie ahead: one without a year is the next such day, today among them.</summary>
    public DateOnly DayAhead(
        string name, DateOnly today) => Required(name) is null ? default : DayOrNull(name, text => Reading.DayAhead(text, today)) ?? default;

    /// <summary>A day that may lie behind or ahead: one without a year is the nearest such day.</summary>
    public DateOnly DayNear(
        string name, DateOnly today) => Required(name) is null ? default : DayOrNull(name, text => Reading.DayNear(text, today)) ?? default;

    DateOnly? DayOrNull(string name, Func<string, DateOnly?> read)
    {
        if (Typed(name) is not { } text) return null;
        if (read(text) is { } day && Calendar.Holds(day)) return day;
        Wrong(name, t[Reading.DayShouldBe]);
        return null;
    }

    public TimeOnly Time(string name)
    {
        if (Required(name) is not { } text) return default;
        if (Reading.Time(text) is { } time) return time;
        Wrong(name, t["Kirjoita kellonaika näin: 14.30.", "Skriv klockslaget så här: 14.30.", "Write the time like this: 14:30."]);
        return default;
    }

    public int Whole(string name, int least, int most)
    {
        if (Required(name) is not { } text) return default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong(name, t[$"Kirjoita kokonaisluku {least}–{most}.", $"Skriv ett heltal {least}–{most}.", $"Write a whole number, {least}–{most}."]);
        return default;
    }

    /// <summary>Euros, at most two decimals.</summary>
    public decimal? EurosOrNull(string name)
    {
        if (Typed(name) is not { } text) return null;
        if (Reading.Decimal(text) is { } euros && decimal.Round(euros, 2) == euros) return euros;
        Wrong(name, t["Kirjoita eurot näin: 834,52.", "Skriv eurobeloppet så här: 834,52.", "Write the euros like this: 834.52."]);
        return null;
    }

    public decimal Euros(string name) => Required(name) is null ? default : EurosOrNull(name) ?? default;

    public TEnum OneOf<TEnum>(string name) where TEnum : struct, Enum => OneOfOrNull<TEnum>(name) ?? NotChosen<TEnum>(name);

    public TEnum? OneOfOrNull<TEnum>(string name) where TEnum : struct, Enum =>
        Typed(name) is { } text && Enum.TryParse<TEnum>(text, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>Every one that is ticked.</summary>
    public IReadOnlyList<TEnum> Some<TEnum>(string name) where TEnum : struct, Enum =>
        [.. form[name].Select(text => Enum.TryParse<TEnum>(text, out var value) && Enum.IsDefined(value) ? value : (TEnum?)null).OfType<TEnum>()];

    /// <summary>A choice among things with ids.</summary>
    public Guid Id(string name) => Guid.TryParse(Typed(name), out var id) ? id : NotChosen<Guid>(name);

    public Guid? IdOrNull(string name) => Guid.TryParse(Typed(name), out var id) ? id : null;

    T NotChosen<T>(string name) where T : struct
    {
        Wrong(name, t["Valitse yksi.", "Välj ett alternativ.", "Choose one."]);
        return default;
    }

    string? Required(string name)
    {
        if (Typed(name) is { } text) return text;
        Wrong(name, t["Täytä tämä.", "Fyll i detta.", "Fill this in."]);
        return null;
    }
}

/// <summary>Days, times and numbers as people write them; null when it is none.</summary>
public static class Reading
{
    /// <summary>Told where a day can't be read.</summary>
    public static readonly Text DayShouldBe = new("Kirjoita päivä näin: 4.5.2026.", "Skriv dagen så här: 4.5.2026.", "Write the day like this: 4.5.2026.");

    static readonly string[] FullDays = ["d.M.yyyy", "d.M.yy", "yyyy-MM-dd", "d/M/yyyy", "d M yyyy", "d MMM yyyy"];

    /// <summary>A day without a year is the latest such day that is not after today.</summary>
    public static DateOnly? Day(string text, DateOnly today)
    {
        if (Full(text) is { } day) return day;
        return ThatDay(text, Enumerable.Range(0, LeapYears).Select(back => today.Year - back), found => found <= today);
    }

    /// <summary>A day without a year is the first such day that is not before today.</summary>
    public static DateOnly? DayAhead(string text, DateOnly today) =>
        Full(text) ?? ThatDay(text, Enumerable.Range(0, LeapYears).Select(on => today.Year + on), found => found >= today);

    /// <summary>A day without a year is whichever such day is nearest; of two as near the one ahead.</summary>
    public static DateOnly? DayNear(string text, DateOnly today) =>
        (Day(text, today), DayAhead(text, today)) is ({ } before, { } after)
            ? today.DayNumber - before.DayNumber < after.DayNumber - today.DayNumber ? before : after
            : null;

    /// <summary>Of so many years in a row at least one has a 29 February.</summary>
    const int LeapYears = 9;

    static DateOnly? Full(
        string text) => DateOnly.TryParseExact(text.Trim(), FullDays, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static DateOnly? ThatDay(string text, IEnumerable<int> years, Predicate<DateOnly> fits)
    {
        // 2024 is a leap year, so that 29.2. can be read at all.
        if (!DateOnly.TryParseExact(text.Trim().TrimEnd('.') + ".2024", "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)) return null;
        foreach (var year in years)
            if (DateTime.DaysInMonth(year, written.Month) >= written.Day && new DateOnly(year, written.Month, written.Day) is var found && fits(found)) return found;
        return null;
    }

    /// <summary>14.30, 14:30, 1430 or 14.</summary>
    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["H.mm", "H:mm", "HHmm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A comma or a point before the decimals; spaces between thousands.</summary>
    public static decimal? Decimal(string text) =>
        decimal.TryParse(text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace('−', '-').Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
