using System.Diagnostics;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>Units as people read them.</summary>
static class Units
{
    public static Words Words(Unit unit) => unit switch
    {
        Unit.Persons => new("henkilöä", "personer", "persons"),
        Unit.Processes => new("prosessia", "processer", "processes"),
        Unit.Agreements => new("sopimusta tai päätöstä", "avtal eller beslut", "agreements or decisions"),
        Unit.Meetings => new("tapaamista", "träffar", "meetings"),
        Unit.MeetingsPerProcess => new("tapaamista / prosessi", "träffar / process", "meetings / process"),
        Unit.Hours => new("tuntia", "timmar", "hours"),
        Unit.Euros => new("euroa", "euro", "euros"),
        Unit.Percent => new("%", "%", "%"),
        Unit.Days => new("päivää", "dagar", "days"),
        Unit.Points => new("pistettä", "poäng", "points"),
        Unit.Concerns => new("ilmoitusta", "anmälningar", "concerns"),
        Unit.Tickets => new("matkalippua", "resebiljetter", "tickets"),
        _ => throw new UnreachableException(),
    };

    /// <param name="language">fi, sv or en.</param>
    public static string In(this Words words, string language) => language switch { "fi" => words.Fi, "sv" => words.Sv, _ => words.En };
}
