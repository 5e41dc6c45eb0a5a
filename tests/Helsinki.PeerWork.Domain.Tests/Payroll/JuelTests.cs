using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.PersonalData;
using static Helsinki.PeerWork.Domain.Payroll.PensionConcern;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class JuelTests
{
    static readonly DateOnly Work = new(2026, 5, 18);
    static readonly DateOnly Payment = new(2026, 6, 18);
    static readonly DateOnly Adult = new(1980, 3, 12);
    static readonly PensionInsurance NotInsured = new(YelStatus.NotInsured, null, null);
    static readonly PensionInsurance Insured = new(YelStatus.Insured, new(2026, 1, 7), new(2027, 1, 7));

    static (PensionStanding Standing, PensionConcern[] Concerns) Of(PensionInsurance? yel, DateOnly? born, params DateOnly[] days) =>
        (Juel.StandingOf(yel, born, days is [] ? [Work] : days), [.. Juel.ConcernsOf(yel, born, days is [] ? [Work] : days, Payment)]);

    static void Is(PensionStanding standing, PensionConcern[] concerns, (PensionStanding Standing, PensionConcern[] Concerns) found)
    {
        Assert.Equal(standing, found.Standing);
        Assert.Equal(concerns, found.Concerns);
    }

    [Fact]
    public void The_city_owes_juel_for_whoever_has_no_yel() => Is(PensionStanding.JuelDue, [], Of(NotInsured, Adult));

    [Fact]
    public void A_certificate_of_yel_takes_the_juel_away_whatever_the_age()
    {
        Is(PensionStanding.YelInsured, [], Of(Insured, Adult));
        Is(PensionStanding.YelInsured, [], Of(Insured, null));
    }

    [Fact]
    public void A_yel_nobody_has_seen_a_certificate_of_relieves_nobody() =>
        Is(PensionStanding.JuelDue, [YelWithoutCertificate], Of(Insured with { CertificateOn = null }, Adult));

    [Theory]
    [InlineData("2026-06-17", true), InlineData("2026-06-18", true), InlineData("2026-06-19", false)]
    public void A_check_is_due_when_it_falls_on_the_payment_day_or_before(string check, bool due) =>
        Is(PensionStanding.YelInsured, due ? [YelCheckDue] : [], Of(Insured with { NextCheck = DateOnly.Parse(check, null) }, Adult));

    [Fact]
    public void A_certificate_nobody_is_to_look_at_again_is_said() =>
        Is(PensionStanding.YelInsured, [YelCheckMissing], Of(Insured with { NextCheck = null }, Adult));

    [Fact]
    public void What_is_not_known_is_said()
    {
        Is(PensionStanding.Unknown, [YelUnknown], Of(null, Adult));
        Is(PensionStanding.Unknown, [AgeUnknown], Of(NotInsured, null));
        Is(PensionStanding.Unknown, [AgeUnknown, YelUnknown], Of(null, null));
    }

    [Theory]
    [InlineData("2009-05-18", true), InlineData("2009-05-19", false)] // 17 that day, or the day after
    [InlineData("1958-05-19", true), InlineData("1958-05-18", false)] // 67 that day, or 68
    public void The_age_is_that_of_the_day_of_work(string born, bool within) =>
        Is(within ? PensionStanding.JuelDue : PensionStanding.OutsideAge, within ? [] : [OutsideAge], Of(NotInsured, DateOnly.Parse(born, null)));

    [Fact]
    public void Who_is_outside_the_age_on_some_days_is_insured_for_the_others() =>
        Is(PensionStanding.JuelDue, [OutsideAge], Of(NotInsured, new(1958, 5, 18), Work.AddDays(-1), Work));

    [Fact]
    public void Nothing_of_yel_matters_outside_the_age() => Is(PensionStanding.OutsideAge, [OutsideAge], Of(null, new(1940, 1, 1)));

    [Theory]
    [InlineData("2004-02-29", "2026-02-28", 21), InlineData("2004-02-29", "2026-03-01", 22), InlineData("2004-02-29", "2024-02-29", 20)]
    public void A_birthday_that_a_year_lacks_comes_on_the_first_of_march(string born, string day, int age) =>
        Assert.Equal(age, Juel.AgeOn(DateOnly.Parse(born, null), DateOnly.Parse(day, null)));
}
