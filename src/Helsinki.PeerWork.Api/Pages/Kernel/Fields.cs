using System.Globalization;
using Helsinki.PeerWork.Api.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Calendar = Helsinki.PeerWork.Api.Http.Calendar;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// A sent form, read field by field as people write (see <see cref="Reading"/>). What can't be read
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
        foreach (var (name, values) in form)
        {
            errors.SetModelValue(name, values.ToArray(), values.ToString());
            if (!Characters.AreSeen(values.ToString()))
                Wrong(name, t["Tässä on merkkejä, joita ei näe. Kirjoita uudelleen.", "Här finns osynliga tecken. Skriv på nytt.", "This holds characters nobody can see. Type it anew."]);
        }
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
    public DateOnly DayAhead(string name, DateOnly today) =>
        Required(name) is null ? default : DayOrNull(name, text => Reading.DayAhead(text, today)) ?? default;

    /// <summary>A day that may lie behind or ahead: one without a year is the nearest such day.</summary>
    public DateOnly DayNear(string name, DateOnly today) =>
        Required(name) is null ? default : DayOrNull(name, text => Reading.DayNear(text, today)) ?? default;

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

    /// <summary>How long something took, in minutes: 90, 90 min, 1:30, 1,5 h or 1 h 30 min.</summary>
    public int Minutes(string name, int least, int most)
    {
        if (Required(name) is not { } text) return default;
        if (Reading.Minutes(text) is { } minutes && minutes >= least && minutes <= most) return minutes;
        Wrong(name, t[$"Kirjoita kesto näin: 90 min, {least}–{most} minuuttia.", $"Skriv hur länge så här: 90 min, {least}–{most} minuter.",
            $"Write how long it took like this: 90 min, {least}–{most} minutes."]);
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
