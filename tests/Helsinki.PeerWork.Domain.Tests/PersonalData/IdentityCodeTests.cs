using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.PersonalData;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Domain.Tests.PersonalData;

public sealed class IdentityCodeTests
{
    const string Alphabet = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    [Theory]
    [InlineData("131052+308T", 1852)]
    [InlineData("131052-308T", 1952)]
    [InlineData("131052Y308T", 1952)]
    [InlineData("131052X308T", 1952)]
    [InlineData("131052W308T", 1952)]
    [InlineData("131052V308T", 1952)]
    [InlineData("131052U308T", 1952)]
    [InlineData("131052A308T", 2052)]
    [InlineData("131052B308T", 2052)]
    [InlineData("131052C308T", 2052)]
    [InlineData("131052D308T", 2052)]
    [InlineData("131052E308T", 2052)]
    [InlineData("131052F308T", 2052)]
    public void The_century_sign_tells_the_year_of_birth(string text, int year)
    {
        Assert.True(IdentityCode.TryParse(text, out var code, out var reason));
        Assert.Null(reason);
        Assert.Equal(new DateOnly(year, 10, 13), code.BirthDate);
        Assert.Equal(text, code.Reveal());
    }

    [Fact]
    public void The_sign_is_part_of_identity() =>
        Assert.NotEqual(Parsed("131052-308T"), Parsed("131052Y308T"));

    [Fact]
    public void Lower_case_is_the_same_code() =>
        Assert.Equal(Parsed("131052A308T"), Parsed("131052a308t"));

    [Fact]
    public void Printing_one_never_shows_it()
    {
        var code = Parsed("131052-308T");
        Assert.Equal("identity code", code.ToString());
        Assert.Equal("of identity code", $"of {code}");
    }

    [Theory]
    [InlineData(null, "eleven characters")]
    [InlineData("", "eleven characters")]
    [InlineData("131052-308", "eleven characters")]
    [InlineData("131052-308TT", "eleven characters")]
    [InlineData(" 31052-308T", "six digits")]
    [InlineData("131052-3O8T", "six digits")]
    [InlineData("13105２-308T", "eleven characters")]
    [InlineData("131052G308T", "century sign")]
    [InlineData("131052/308T", "century sign")]
    [InlineData("131052-308U", "check character")]
    [InlineData("131052-309T", "check character")]
    [InlineData("131052-308G", "check character")]
    [InlineData("300252-308T", "a day that exists")]
    [InlineData("320152-308T", "a day that exists")]
    [InlineData("000152-308T", "a day that exists")]
    [InlineData("011352-308T", "a day that exists")]
    [InlineData("010052-308T", "a day that exists")]
    [InlineData("290200-308T", "a day that exists")]
    public void Whatever_is_not_a_code_is_refused_with_a_reason_that_does_not_repeat_it(string? text, string because)
    {
        Assert.False(IdentityCode.TryParse(text, out var code, out var reason));
        Assert.Null(code);
        Assert.Contains(because, reason, StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(text)) Assert.DoesNotContain(text, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_leap_day_belongs_to_2000_but_not_to_1900()
    {
        Assert.True(IdentityCode.TryParse(Made(new DateOnly(2000, 2, 29), 'A', 2), out _, out _));
        Assert.False(IdentityCode.TryParse(Made(new DateOnly(2000, 2, 29), '-', 2), out _, out _));
    }

    [Theory, Seeds(1)]
    public void Every_well_made_code_is_read_back_as_it_was_made(int seed) =>
        Prop.ForAll(Codes.ToArbitrary(), made =>
            IdentityCode.TryParse(made.Text, out var code, out _) && code.Reveal() == made.Text && code.BirthDate == made.BirthDate)
        .Check(seed);

    [Theory, Seeds(1)]
    public void One_changed_character_never_goes_unnoticed_unless_it_is_the_sign(int seed) =>
        Prop.ForAll(
            (from made in Codes
             from at in Gen.Elements(0, 1, 2, 3, 4, 5, 7, 8, 9, 10)
             from other in Gen.Elements(Alphabet.ToCharArray())
             where made.Text[at] != other
             select made.Text[..at] + other + made.Text[(at + 1)..]).ToArbitrary(),
            changed => !IdentityCode.TryParse(changed, out _, out _))
        .Check(seed);

    static Gen<(string Text, DateOnly BirthDate)> Codes =>
        from century in Gen.Elements((1800, "+"), (1900, "-YXWVU"), (2000, "ABCDEF"))
        from sign in Gen.Elements(century.Item2.ToCharArray())
        from day in Gen.Choose(0, 36523)
        from number in Gen.Choose(0, 999)
        let born = new DateOnly(century.Item1, 1, 1).AddDays(day)
        select (Made(born, sign, number), born);

    static string Made(DateOnly born, char sign, int number)
    {
        var checkedOver = int.Parse(FormattableString.Invariant($"{born:ddMMyy}{number:000}"), null);
        return FormattableString.Invariant($"{born:ddMMyy}{sign}{number:000}{Alphabet[checkedOver % 31]}");
    }

    static IdentityCode Parsed(string text) =>
        IdentityCode.TryParse(text, out var code, out var reason) ? code : throw new ArgumentException(reason, nameof(text));
}
