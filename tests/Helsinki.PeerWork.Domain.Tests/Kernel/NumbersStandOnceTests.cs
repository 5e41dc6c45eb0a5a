using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>
/// A number of the rules is said by no page, problem, summary or document itself: all take it from <see cref="DomainNumbers"/>. What was decided
/// (<c>docs/adr</c>) and what was done (<c>CHANGELOG.md</c>) stay as they were written.
/// </summary>
public class NumbersStandOnceTests
{
    const string Meetings = "tapaami|träff|möte|meeting";

    /// <summary>How each number would be said: what it counts stands beside it.</summary>
    static IEnumerable<string> Sayings(DatedNumber number) => number.Name switch
    {
        "meetingLimit" => ValuesOf(number).SelectMany(limit => (string[])
        [
            $"(?:{Said(limit)})[^\"<>]{{0,20}}?(?:{Meetings}|kerta|gång|times)",
            $@"\b(?:the|of|to|most|de|av|yhtään|paikka\w*) (?:{InWords(limit)})\b(?! (?:year|month))",
            $@"\b{limit}:s?t[äa]|\bof (?:the )?{limit}\b",
            $@"\b(?:{Written[limit + 1].Ordinals})\b",
        ]),
        "fewMeetingsLeft" => ValuesOf(AitoValittajaNumbers.MeetingLimit)
            .SelectMany(limit => ValuesOf(number).Select(few => $"(?:{Said(limit - few)})[^\"<>]{{0,20}}?(?:{Meetings})")),
        "shortestMeeting" => ValuesOf(number).Select(shortest => $@"\b{shortest} ?[–-] ?\d+ (?:min|mn\b)"),
        "longestMeeting" => ValuesOf(number).SelectMany(longest => (string[])
        [
            $@"\b\d+ ?[–-] ?{longest}\b", $@"\b0, ?{longest}\)", $@"\b\d ?[–-] ?{longest / 60} (?:h\b|t\b|tun|tim|hour)",
        ]),
        "quietDays" => ValuesOf(number).Select(days => $"(?:{Said(days)})[ -]?(?:päiv|pv|dag|day)"),
        "hourlyRate" => ValuesOf(number).Select(euros => $@"\b{euros} ?(?:€|euro|eur\b)|€ ?{euros}\b"),
        "fewestPersons" => ValuesOf(number).SelectMany(fewest => (string[])
        [
            $@"\b1 ?[–-] ?{fewest - 1} (?:henk|pers)", $"(?:{Said(fewest)})[^\"<>]{{0,12}}?(?:person|henkil|people)",
            $@"(?:fewer than|alle|färre än) (?:{fewest}|{InWords(fewest)})\b",
        ]),
        _ => throw new InvalidOperationException($"Say here how {number.Name} would be said."),
    };

    [Fact]
    public void No_page_problem_summary_or_document_says_a_number_of_the_rules_itself()
    {
        var sayings = new Regex(string.Join('|', DomainNumbers.All.SelectMany(Sayings)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        Assert.Empty(
            from file in Texts()
            from line in File.ReadLines(Path.Combine(Source.Root, file)).Select((text, i) => (Text: text, Number: i + 1))
            let said = sayings.Match(line.Text)
            where said.Success
            select $"{file}:{line.Number} says “{said.Value}”");
    }

    [Theory]
    [InlineData("Kaikki 15 tapaamista on käytetty."), InlineData("Se ei vie yhtään viidestätoista."), InlineData("ingen av de femton träffarna")]
    [InlineData("the sixteenth is refused"), InlineData("kun 13 tapaamista 15:stä on käytetty"), InlineData("60–180 minutes"),
        InlineData("1–3 tuntia kerrallaan")]
    [InlineData("Fields.Whole(\"minutes\", 0, 180)"), InlineData("inget på 30 dagar"), InlineData("20 €/hour"), InlineData("1–4 henkilöä"),
        InlineData("fewer than five")]
    public void A_number_is_found_however_it_is_said(string text) =>
        Assert.Contains(DomainNumbers.All.SelectMany(Sayings),
            saying => Regex.IsMatch(text, saying, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    [Fact]
    public void Everything_that_speaks_is_read()
    {
        var texts = Texts().ToList();
        Assert.Contains("src/Helsinki.PeerWork.Api/Http/problems.json", texts);
        Assert.Contains("src/Helsinki.PeerWork.Api/Pages/AitoValittaja/Processes.cshtml", texts);
        Assert.Contains("src/Helsinki.PeerWork.Api/AitoValittaja/MeetingsApi.cs", texts);
        Assert.Contains("docs/glossary.md", texts);
        Assert.Contains("README.md", texts);
    }

    static IEnumerable<string> Texts() =>
        from folder in (string[])["src", "docs", "deploy", "."]
        let deep = folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories
        from file in Directory.EnumerateFiles(Path.Combine(Source.Root, folder), "*", deep)
        let path = Path.GetRelativePath(Source.Root, file).Replace('\\', '/')
        where Path.GetExtension(path) is ".cs" or ".cshtml" or ".md" or ".js" || path.EndsWith("problems.json", StringComparison.Ordinal)
        where !Regex.IsMatch(path, "/(obj|bin|lib|adr|node_modules)/|^docs/numbers.md$|^CHANGELOG.md$")
        select path;

    static IEnumerable<int> ValuesOf(DatedNumber number) => number.Values.Changes.Select(c => c.Value).Prepend(number.Values.Before).Distinct();

    /// <summary>In digits that are no part of a day, a time or a greater number, or in words.</summary>
    static string Said(int value) => $@"(?<![\w.,/–:-]){value}(?![\w.,:/–-])|\b(?:{InWords(value)})\b";

    static string InWords(int value) => Written.TryGetValue(value, out var written) ? written.Words
        : throw new InvalidOperationException($"Say here how {value} is written in words.");

    static readonly Dictionary<int, (string Words, string Ordinals)> Written = new()
    {
        [5] = ("viisi|viiden|viittä|fem|five", "viides|femte|fifth"),
        [6] = ("kuusi|kuuden|kuutta|sex|six", "kuudes|sjätte|sixth"),
        [8] = ("kahdeksa[nat]\\w*|åtta|eight", "kahdeksas|åttonde|eighth"),
        [10] = ("kymmene\\w*|kymmentä|tio|ten", "kymmenes|tionde|tenth"),
        [11] = ("(?:yksi|yhde\\w*|yhtä)toista|elva|eleven", "yhdestoista|elfte|eleventh"),
        [12] = ("(?:kaksi|kahde\\w*|kahta)toista|tolv|twelve", "kahdestoista|tolfte|twelfth"),
        [13] = ("kolme\\w*toista|tretton|thirteen", "kolmastoista|trettonde|thirteenth|13th"),
        [14] = ("neljä\\w*toista|fjorton|fourteen", "neljästoista|fjortonde|fourteenth|14th"),
        [15] = ("(?:viisi|viide\\w*|viittä)toista|femton|fifteen", "viidestoista|femtonde|fifteenth|15th"),
        [16] = ("(?:kuusi|kuude\\w*|kuutta)toista|sexton|sixteen", "kuudestoista|sextonde|sixteenth|16th"),
        [18] = ("kahdeksa\\w*toista|arton|eighteen", "kahdeksastoista|artonde|eighteenth|18th"),
        [20] = ("kaksikymmentä|kahde\\w*kymmene\\w*|tjugo|twenty", "kahdeskymmenes|tjugonde|twentieth|20th"),
        [21] = ("kaksikymmentäyksi|tjugoen|tjugoett|twenty-one", "tjugoförsta|twenty-first|21st"),
        [30] = ("kolmekymmentä|kolmenkymmenen|trettio|thirty", "kolmaskymmenes|trettionde|thirtieth|30th"),
    };
}
