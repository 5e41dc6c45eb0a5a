using System.Reflection;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Http;

public class ProblemTitlesTests
{
    /// <summary>Every code there is: the deciders' refusals, the database's and the edge's own.</summary>
    static IEnumerable<string> Codes() =>
        new[] { typeof(Refusal).Assembly, typeof(Problems).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(f => f switch
            {
                { IsLiteral: true } when f.GetRawConstantValue() is string code && IsCode(code) => code,
                _ when f.FieldType == typeof(Refusal) => ((Refusal)f.GetValue(null)!).Code,
                _ => null,
            })
            .OfType<string>();

    static bool IsCode(string text) => text.Split('/') is [{ Length: > 0 } feature, { Length: > 0 } reason]
        && (feature + reason).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    [Fact]
    public void Every_code_has_its_title() => Assert.Empty(Codes().Except(Problems.Codes));

    [Fact]
    public void No_title_stands_for_a_code_that_is_gone() => Assert.Empty(Problems.Codes.Except(Codes()));

    [Theory, InlineData("fi"), InlineData("sv"), InlineData("en")]
    public void A_title_names_only_numbers_there_are(string language)
    {
        var today = new DateOnly(2026, 6, 1);
        Assert.DoesNotContain(Problems.Codes.Select(code => DomainNumbers.Said(Problems.Title(code, language), today)),
            title => title.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public void A_no_says_its_numbers_as_they_were_on_its_day()
    {
        var limit = AitoValittajaNumbers.MeetingLimit.On(new(2026, 6, 1));
        Assert.Equal($"All {limit} meetings are used.", Problems.Title(new Refusal(AitoValittajaRefusals.MeetingLimit, "", new(2026, 6, 1)), "en"));
    }

    [Theory, InlineData("hours/overlap"), InlineData("access/forbidden"), InlineData("peer-workers/identity-code-taken"),
        InlineData("centres/not-open-on-day")]
    public void A_code_is_found_wherever_it_stands(string code) => Assert.Contains(code, Codes());
}
