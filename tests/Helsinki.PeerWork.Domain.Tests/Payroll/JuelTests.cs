using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.PersonalData;
using static Helsinki.PeerWork.Domain.Payroll.PensionConcern;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class JuelTests
{
    static readonly DateOnly Payment = new(2026, 6, 18);
    static readonly DateOnly Adult = new(1980, 3, 12);
    static readonly PensionInsurance NotInsured = new(YelStatus.NotInsured, null, null);
    static readonly PensionInsurance Insured = new(YelStatus.Insured, new(2026, 1, 7), new(2027, 1, 7));

    static (PensionStanding Standing, PensionConcern[] Concerns) Of(PensionInsurance? own, DateOnly? born, DateOnly? payment = null) =>
        (Juel.StandingOf(own, born, payment ?? Payment), [.. Juel.ConcernsOf(own, born, payment ?? Payment)]);

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
    [InlineData("2009-05-31", true), InlineData("2009-06-01", false)] // 17 in May: insured from June on
    [InlineData("1958-06-30", true), InlineData("1957-06-30", false)] // 68 this month, insured until 69; 69 this month, insured until 68
    public void Insurance_begins_with_the_month_after_17_and_ends_with_the_month_of_the_last_age(string born, bool within) =>
        Is(within ? PensionStanding.JuelDue : PensionStanding.OutsideAge, within ? [] : [OutsideAge], Of(NotInsured, DateOnly.Parse(born, null)));

    [Theory]
    [InlineData("1957-10-15", "2025-10-31", true), InlineData("1957-10-15", "2025-11-01", false)] // 68
    [InlineData("1958-10-15", "2027-10-31", true), InlineData("1958-10-15", "2027-11-01", false)] // 69
    [InlineData("1961-10-15", "2030-10-31", true), InlineData("1961-10-15", "2030-11-01", false)] // 69
    [InlineData("1962-10-15", "2032-10-31", true), InlineData("1962-10-15", "2032-11-01", false)] // 70
    public void The_last_age_is_that_of_the_year_of_birth_and_judged_on_the_payment_day(string born, string payment, bool within) =>
        Is(within ? PensionStanding.JuelDue : PensionStanding.OutsideAge, within ? [] : [OutsideAge],
            Of(NotInsured, DateOnly.Parse(born, null), DateOnly.Parse(payment, null)));

    [Fact]
    public void A_farmers_insurance_is_one_as_good()
    {
        Is(PensionStanding.YelInsured, [], Of(Insured with { Status = YelStatus.InsuredByMyel }, Adult));
        Is(PensionStanding.JuelDue, [YelWithoutCertificate], Of(Insured with { Status = YelStatus.InsuredByMyel, CertificateOn = null }, Adult));
    }

    [Fact]
    public void Nothing_of_yel_matters_outside_the_age() => Is(PensionStanding.OutsideAge, [OutsideAge], Of(null, new(1940, 1, 1)));

    [Theory]
    [InlineData("2004-02-29", 17, "2021-03-01"), InlineData("2004-02-29", 20, "2024-02-29"), InlineData("1980-03-12", 68, "2048-03-12")]
    public void A_birthday_that_a_year_lacks_comes_on_the_first_of_march(string born, int age, string birthday) =>
        Assert.Equal(DateOnly.Parse(birthday, null), Juel.Birthday(DateOnly.Parse(born, null), age));
}
