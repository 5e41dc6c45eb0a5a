using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

public class DomainNumbersTests
{
    static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void A_text_says_the_numbers_of_its_day() =>
        Assert.Equal(
            $"At most {AitoValittajaNumbers.MeetingLimit.On(Today)} meetings.", DomainNumbers.Said("At most {meetingLimit} meetings.", Today));

    [Theory, InlineData("GET /processes/{process}"), InlineData("{}"), InlineData("{meetinglimit}")]
    public void Braces_of_other_things_stay(string text) => Assert.Equal(text, DomainNumbers.Said(text, Today));

    [Fact]
    public void A_number_changes_on_its_day()
    {
        var limit = new DatedNumber("limit", "", "", new EffectiveDated<int>(15).With(new(2027, 1, 1), 12));

        Assert.Equal([15, 15, 12, 12], ((DateOnly[])[new(2000, 1, 1), new(2026, 12, 31), new(2027, 1, 1), new(2030, 1, 1)]).Select(limit.On));
        Assert.Equal([(new DateOnly(2027, 1, 1), 12)], limit.Values.Changes);
    }

    [Fact]
    public void Every_number_is_listed_with_a_name_of_its_own()
    {
        var declared = typeof(DomainNumbers).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Where(f => f.FieldType == typeof(DatedNumber)).Select(f => (DatedNumber)f.GetValue(null)!);

        Assert.Equal(declared.Select(n => n.Name).Order(StringComparer.Ordinal), DomainNumbers.All.Select(n => n.Name).Order(StringComparer.Ordinal));
        Assert.Equal(DomainNumbers.All.Count, DomainNumbers.All.Select(n => n.Name).Distinct().Count());
    }

    [Fact]
    public void The_page_of_numbers_is_what_the_rules_say()
    {
        var made = Path.Combine(AppContext.BaseDirectory, "numbers.made.md");
        File.WriteAllText(made, DomainNumbers.Markdown());

        Assert.True(File.ReadAllText(Path.Combine(Source.Root, "docs", "numbers.md")) == File.ReadAllText(made),
            $"docs/numbers.md is not what the rules say now; put {made} in its place.");
    }
}
