using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>Figures as they are written, and the lists of the statistics in the readers' words.</summary>
static class StatisticsWords
{
    /// <summary>A value in its unit's own precision; what a unit of its own needs stands behind it.</summary>
    public static string Value(Speech t, Unit unit, decimal value) => unit switch
    {
        Unit.Percent => $"{t.Number(value, 1)}\u00A0%",
        Unit.Euros => t.Euros(value),
        Unit.Points => Signed(t, value, 2),
        Unit.Hours when value == 0 => t.Number(0),
        _ => t.Number(value, Figure.DecimalsOf(unit)),
    };

    /// <summary>The same with the unit in words.</summary>
    public static string Whole(Speech t, MeasureView measure, decimal value) =>
        measure.Unit is Unit.Percent or Unit.Euros ? Value(t, measure.Unit, value) : $"{Value(t, measure.Unit, value)} {measure.UnitLabel}";

    public static string Signed(Speech t, decimal value, int decimals) => value > 0 ? $"+{t.Number(value, decimals)}" : t.Number(value, decimals);

    /// <summary>A change in the measure's unit, with its sign.</summary>
    public static string Change(Speech t, Unit unit, decimal change) => unit switch
    {
        Unit.Percent => $"{Signed(t, change, 1)}\u00A0{t["prosenttiyksikköä", "procentenheter", "percentage points"]}",
        Unit.Euros => (change > 0 ? "+" : "") + t.Euros(change),
        _ => Signed(t, change, Figure.DecimalsOf(unit)),
    };

    /// <summary>1–4: so few persons that a figure published that day may not rest on them.</summary>
    public static string TooFew(DateOnly day) => $"1–{StatisticsNumbers.FewestPersons.On(day) - 1}";

    /// <summary>Why there is no figure.</summary>
    public static Text Missing(MeasureView measure, FigureView figure) =>
        figure.TooFew is true ? new($"liian vähän pareja (n={figure.Denominator:0})", $"för få par (n={figure.Denominator:0})", $"too few pairs (n={figure.Denominator:0})")
        : measure.Unit is Unit.Euros && figure.Value is null ? new("ei näytetä terapeuteille", "visas inte för terapeuter", "not shown to therapists")
        : new("ei lukua", "ingen siffra", "no figure");

    public static Text Of(EditionReason reason) => reason switch
    {
        EditionReason.LateRecords => new("Kirjauksia tuli myöhässä", "Anteckningar kom sent", "Records came late"),
        EditionReason.RecordsCorrected => new("Kirjauksia korjattiin", "Anteckningar rättades", "Records were corrected"),
        EditionReason.CentresChanged => new("Palvelupisteet muuttuivat", "Servicecentren ändrades", "Service centres changed"),
        EditionReason.DefinitionChanged => new("Mittarin laskusääntö muuttui", "Räkneregeln för ett mått ändrades", "The rule of a measure changed"),
        EditionReason.Other => new("Muu syy", "Annan orsak", "Another reason"),
    };

    /// <summary>What a record behind a figure is.</summary>
    public static Text What(string what) => what switch
    {
        "engagement" => new("osallistuminen", "engagemang", "engagement"),
        "imported-engagement" => new("tuotu osallistuminen", "importerat engagemang", "imported engagement"),
        "agreement" => new("toimeksiantosopimus", "uppdragsavtal", "assignment agreement"),
        "process" => new("prosessi", "process", "process"),
        "meeting" => new("tapaaminen", "träff", "meeting"),
        "entry" => new("tuntikirjaus", "timanteckning", "entry of hours"),
        "worker-month" => new("vertaistyöntekijän kuukausi", "en kamratarbetares månad", "month of a peer worker"),
        "peer-worker" => new("vertaistyöntekijä", "kamratarbetare", "peer worker"),
        _ => Text.Same(what),
    };

    public static string Centre(Speech t, string? code) => code ?? t["Koko kaupunki", "Hela staden", "The whole city"];

    /// <summary>In that month: lokakuussa, i oktober, in October.</summary>
    public static string InMonth(Speech t, int month)
    {
        var name = t.MonthName(month);
        return t[$"{name}ssa", $"i {name}", $"in {name}"];
    }
}
