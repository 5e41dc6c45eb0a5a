using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Statistics.Charts;
using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>One of the city's figures everybody asks for.</summary>
/// <param name="Words">What there are that many of.</param>
/// <param name="Change">Against the other year, in words; null: there is none.</param>
/// <param name="Arrow">▲, ▼ or =.</param>
public sealed record Headline(MeasureView Measure, string Value, string Words, string? Change, string? Arrow);

/// <summary>What a year's figures say: its headlines, its charts and its sentences, the same on the page and on paper.</summary>
/// <param name="before">The other year; null: none.</param>
/// <param name="t">Whose language it is told in.</param>
public sealed class YearStory(YearView year, CourseView course, YearView? before, CourseView? courseBefore, Speech t)
{
    /// <summary>Drawn by centre and told first.</summary>
    const string Assignees = "published-fee-for-service-individuals";

    const int AllThemes = 4;

    public IReadOnlyList<Headline> Headlines =>
    [
        Headline(Assignees, new("toimeksisaajaa", "uppdragstagare", "people in fee-for-service work")),
        Headline("published-volunteers", new("vapaaehtoista", "frivilliga", "volunteers")),
        Headline("published-work-ability-agreements-and-decisions", new("työkykyä edistävää sopimusta ja päätöstä", "avtal och beslut som främjar arbetsförmågan", "work-ability-promoting agreements and decisions")),
        Headline("published-symppis-individuals", new("henkilöä Symppiksen toiminnassa", "personer i Symppis verksamhet", "people in Symppis activities")),
    ];

    Headline Headline(string key, Text words)
    {
        var (measure, value) = (Of(year, key).Measure, Value(year, key));
        var change = before is null ? (decimal?)null : value - Value(before, key);
        return new(measure, t.Number(value), t[words], change is { } c ? Against(c, Value(before!, key)) : null, change switch { null => null, > 0 => "▲", < 0 => "▼", 0 => "=" });
    }

    string Against(decimal change, decimal then) => change switch
    {
        > 0 => t[$"{t.Number(change)} enemmän kuin vuonna {before!.Year} ({t.Number(then)})", $"{t.Number(change)} fler än år {before!.Year} ({t.Number(then)})", $"{t.Number(change)} more than in {before!.Year} ({t.Number(then)})"],
        < 0 => t[$"{t.Number(-change)} vähemmän kuin vuonna {before!.Year} ({t.Number(then)})", $"{t.Number(-change)} färre än år {before!.Year} ({t.Number(then)})", $"{t.Number(-change)} fewer than in {before!.Year} ({t.Number(then)})"],
        _ => t[$"yhtä monta kuin vuonna {before!.Year}", $"lika många som år {before!.Year}", $"as many as in {before!.Year}"],
    };

    /// <summary>The year in two sentences.</summary>
    public string Sentence
    {
        get
        {
            var (assignees, volunteers, agreements, symppis) = (Value(year, Assignees), Value(year, "published-volunteers"), Value(year, "published-work-ability-agreements-and-decisions"), Value(year, "published-symppis-individuals"));
            var (meetings, supported, hours) = (Value(year, "meetings-held"), Value(year, "service-users-supported"), Value(year, "meeting-hours"));
            return t[
                $"Vuonna {year.Year} toimeksiantosuhteessa oli {t.Number(assignees)} henkilöä ja vapaaehtoisina {t.Number(volunteers)}, työkykyä edistäviä sopimuksia ja päätöksiä oli {t.Number(agreements)}, ja Symppiksen toimintaan osallistui {t.Number(symppis)} henkilöä. "
                    + $"Aito Välittäjä -tapaamisia pidettiin {t.Number(meetings)}, yhteensä {t.Exact(hours)} tuntia, ja niissä sai tukea {t.Number(supported)} palvelunkäyttäjää.",
                $"År {year.Year} hade {t.Number(assignees)} personer ett uppdragsförhållande och {t.Number(volunteers)} var frivilliga, det fanns {t.Number(agreements)} avtal och beslut som främjar arbetsförmågan, och {t.Number(symppis)} personer deltog i Symppis verksamhet. "
                    + $"Det hölls {t.Number(meetings)} Aito Välittäjä-träffar, sammanlagt {t.Exact(hours)} timmar, och {t.Number(supported)} serviceanvändare fick stöd.",
                $"In {year.Year} there were {t.Number(assignees)} individuals in fee-for-service assignments and {t.Number(volunteers)} volunteers, {t.Number(agreements)} work-ability-promoting agreements and decisions, and {t.Number(symppis)} individuals in Symppis activities. "
                    + $"There were {t.Number(meetings)} Aito Välittäjä meetings, {t.Exact(hours)} hours in all, and {t.Number(supported)} service users were supported."];
        }
    }

    public IReadOnlyList<Chart> Charts => [Centres, Months, Themes, Processes];

    public Chart Centres
    {
        get
        {
            var subtitle = t["Toimeksisaajat palvelupisteittäin", "Uppdragstagare per servicecenter", "People in fee-for-service work by service centre"];
            var (row, other) = (Of(year, Assignees), before is null ? null : Of(before, Assignees));
            IReadOnlyList<CentreBars.Bar> bars =
            [
                .. row.Centres.Keys.Union(other?.Centres.Keys ?? [])
                    .Select(code => new CentreBars.Bar(code, row.Centres.GetValueOrDefault(code)?.Value ?? 0, other is null ? null : other.Centres.GetValueOrDefault(code)?.Value ?? 0))
                    .Where(b => b.Now > 0 || b.Before > 0).OrderByDescending(b => b.Now).ThenBy(b => b.Name, t.Order),
            ];
            var table = new ChartTable(
                [t["Palvelupiste", "Servicecenter", "Service centre"], .. YearHeads],
                [.. bars.Select(b => (IReadOnlyList<string>)(b.Before is { } then ? [b.Name, t.Number(b.Now), t.Number(then)] : [b.Name, t.Number(b.Now)]))]);
            if (bars.All(b => b.Before is null or 0)) bars = [.. bars.Select(b => b with { Before = null })];
            if (bars.Count == 0 || bars[0].Now == 0) return new(t["Toimeksisaajia ei ollut", "Det fanns inga uppdragstagare", "There was nobody in fee-for-service work"], subtitle, null, table);
            var where = And([.. bars.TakeWhile(b => b.Now == bars[0].Now).Select(b => b.Name)]);
            var title = t[$"Eniten toimeksisaajia: {where}, {t.Number(bars[0].Now)}", $"Flest uppdragstagare: {where}, {t.Number(bars[0].Now)}", $"Most people in fee-for-service work: {where}, {t.Number(bars[0].Now)}"];
            return new(title, subtitle, CentreBars.Draw("centres", title, Described(table), bars, year.Year, before?.Year, n => t.Number(n)), table,
                t["Sama henkilö voi olla toimeksisaajana usealla palvelupisteellä.", "Samma person kan vara uppdragstagare vid flera servicecenter.", "The same person may work at several service centres."]);
        }
    }

    public Chart Months
    {
        get
        {
            var subtitle = t["Kirjatut vertaistyön tunnit kuukausittain", "Antecknade timmar i kamratarbete per månad", "Recorded hours of peer work by month"];
            var then = courseBefore is { } c && c.Months.Any(m => m.Hours > 0) ? c.Months : [];
            var table = new ChartTable(
                [t["Kuukausi", "Månad", "Month"], $"{year.Year}", .. then.Count > 0 ? [$"{before!.Year}"] : (string[])[]],
                [
                    .. Enumerable.Range(1, Math.Max(course.Months.Count, then.Count))
                        .Select(m => (IReadOnlyList<string>)[t.MonthName(m), HoursOf(course.Months, m), .. then.Count > 0 ? [HoursOf(then, m)] : (string[])[]]),
                ]);
            if (course.Months.All(m => m.Hours == 0)) return new(t["Tunteja ei ole kirjattu", "Inga timmar har antecknats", "No hours were recorded"], subtitle, null, table);
            var peak = course.Months.MaxBy(m => m.Hours)!;
            var title = t[
                $"Tunteja oli eniten {StatisticsWords.InMonth(t, peak.Month)}: {t.Exact(peak.Hours)}", $"Flest timmar {StatisticsWords.InMonth(t, peak.Month)}: {t.Exact(peak.Hours)}",
                $"Most hours {StatisticsWords.InMonth(t, peak.Month)}: {t.Exact(peak.Hours)}"];
            return new(title, subtitle,
                MonthLines.Draw("months", title, Described(table), (year.Year, [.. course.Months.Select(m => m.Hours)]), (before?.Year ?? 0, [.. then.Select(m => m.Hours)]), h => $"{t.Exact(h)}\u00A0h", t.ShortMonth),
                table,
                course.Months.Any(m => !m.Whole) ? t["Viimeinen kuukausi on kesken.", "Den sista månaden är inte slut.", "The last month is not over."]
                : before is not null && then.Count == 0 ? t[$"Vuodelta {before.Year} ei ole kirjattuja tunteja.", $"Det finns inga antecknade timmar för år {before.Year}.", $"There are no recorded hours of {before.Year}."] : null);
        }
    }

    string HoursOf(IReadOnlyList<CourseMonthView> months, int month) => month <= months.Count ? t.Exact(months[month - 1].Hours) : "–";

    public Chart Themes
    {
        get
        {
            var subtitle = t["Neljä teemaa alussa ja lopussa, keskiarvo asteikolla 1–5", "Fyra teman i början och i slutet, medelvärde på skalan 1–5", "Four themes at the beginning and at the end, mean on a scale of 1–5"];
            var table = new ChartTable(
                [
                    t["Teema", "Tema", "Theme"], t["Arvioija", "Bedömare", "As seen by"], t["Alussa", "I början", "Before"], t["Lopussa", "I slutet", "After"], t["Muutos", "Förändring", "Change"],
                    t["Pareja", "Par", "Pairs"],
                ],
                [.. course.Themes.SelectMany(theme => (IReadOnlyList<string>[])[Row(theme.Label, theme.ServiceUser, true), Row(theme.Label, theme.Therapist, false)])]);
            var told = course.Themes.Count(theme => !theme.ServiceUser.TooFew);
            var better = course.Themes.Count(theme => theme.ServiceUser is { TooFew: false, Before: { } b, After: { } a } && a > b);
            var title = told == 0
                ? t["Arviointeja on liian vähän, jotta muutoksesta voisi sanoa mitään", "Bedömningarna är för få för att säga något om förändringen", "There are too few assessments to say anything of the change"]
                : better == AllThemes
                    ? t["Palvelunkäyttäjien oma arvio parani kaikissa neljässä teemassa", "Serviceanvändarnas egen bedömning steg i alla fyra teman", "Service users' own ratings rose on all four themes"]
                    : t[$"Palvelunkäyttäjien oma arvio parani {better} teemassa neljästä", $"Serviceanvändarnas egen bedömning steg i {better} av fyra teman", $"Service users' own ratings rose on {better} of four themes"];
            if (course.Themes.All(theme => theme is { ServiceUser.TooFew: true, Therapist.TooFew: true }))
                return new(title, subtitle, null, table, string.Join(", ", course.Themes.Select(theme => $"{theme.Label}: {ThemeArrows.TooFew(theme.ServiceUser.Pairs, t)}")) + ".");
            return new(title, subtitle, ThemeArrows.Draw("themes", title, Described(table), course.Themes, t), table,
                t["Tyhjä merkki on alku, täysi loppu. Pyöreä: palvelunkäyttäjän arvio. Neliö: terapeutin arvio. n on parien määrä; alle kymmenestä parista ei piirretä mitään.",
                    "Tomt märke är början, fyllt slutet. Runt: serviceanvändarens bedömning. Fyrkantigt: terapeutens. n är antalet par; färre än tio par ritas inte.",
                    "A hollow mark is the beginning, a full one the end. Round: as the service user sees it. Square: as the therapist does. n is the number of pairs; fewer than ten are not drawn."]);

            IReadOnlyList<string> Row(string theme, PartyView party, bool serviceUser) => party is { TooFew: false, Before: { } b, After: { } a, Change: { } change }
                ? [theme, ThemeArrows.Party(serviceUser, t), t.Number(b, 2), t.Number(a, 2), StatisticsWords.Signed(t, change, 2), t.Number(party.Pairs)]
                : [theme, ThemeArrows.Party(serviceUser, t), "–", "–", t["liian vähän pareja", "för få par", "too few pairs"], t.Number(party.Pairs)];
        }
    }

    public Chart Processes
    {
        get
        {
            IReadOnlyList<(string Key, Text Words)> steps =
            [
                ("processes-suggested", new("ehdotettu", "föreslagna", "suggested")), ("processes-onboarded", new("aloitus-\ntapaaminen", "inledande\nmöte", "onboarding\nmeeting")),
                ("processes-started", new("yhteistyö\nalkoi", "samarbete\ninlett", "cooperation\nbegan")), ("processes-assessed", new("arvioitu\nyhdessä", "bedömda\ntillsammans", "assessed\ntogether")),
            ];
            var table = new ChartTable(
                [t["Vaihe", "Skede", "Step"], .. YearHeads],
                [
                    .. ((string[])["processes-suggested", "processes-declined", "processes-not-started", "processes-onboarded", "processes-started", "processes-ended", "processes-assessed", "processes-closed"])
                        .Select(key => (IReadOnlyList<string>)[Of(year, key).Measure.Label, t.Number(Value(year, key)), .. before is null ? [] : (string[])[t.Number(Value(before, key))]]),
                ]);
            var (suggested, assessed) = (t.Number(Value(year, "processes-suggested")), t.Number(Value(year, "processes-assessed")));
            var title = t[$"{suggested} prosessia ehdotettiin, {assessed} arvioitiin yhdessä", $"{suggested} processer föreslogs, {assessed} bedömdes tillsammans", $"{suggested} processes were suggested, {assessed} assessed together"];
            var (declined, notStarted) = (t.Number(Value(year, "processes-declined")), t.Number(Value(year, "processes-not-started")));
            return new(title, t["Aito Välittäjä -prosessin vaiheet vuoden aikana", "Aito Välittäjä-processens skeden under året", "Steps of the Aito Välittäjä process during the year"],
                Flow.Draw("processes", title, Described(table), [.. steps.Select(s => new Flow.Step(t.Number(Value(year, s.Key)), t[s.Words].Split('\n')))]), table,
                t[$"Ehdotuksista {declined} hylättiin ja {notStarted} prosessia jäi muusta syystä alkamatta. Vaiheet ovat vuoden tapahtumia: sama prosessi voi olla ehdotettu jo edellisenä vuonna.",
                    $"{declined} förslag avböjdes och {notStarted} processer inleddes inte av annan orsak. Skedena är årets händelser: en process kan ha föreslagits redan året innan.",
                    $"{declined} suggestions were declined and {notStarted} processes did not start for another reason. The steps are what happened in the year: a process may have been suggested the year before."]);
        }
    }

    string And(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} {t["ja", "och", "and"]} {names[^1]}";

    IReadOnlyList<string> YearHeads => before is null ? [$"{year.Year}"] : [$"{year.Year}", $"{before.Year}"];

    /// <summary>For who can't see it: every row of the table in words.</summary>
    static string Described(ChartTable table) => string.Join(' ', table.Rows.Select(row => $"{row[0]}: {string.Join(", ", row.Skip(1).Zip(table.Head.Skip(1), (cell, head) => $"{head} {cell}"))}."));

    static YearMeasureView Of(YearView year, string key) => year.Measures.First(m => m.Measure.Key == key);

    static decimal Value(YearView year, string key) => Of(year, key).City.Value ?? 0;
}
