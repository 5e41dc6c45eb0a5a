using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>Who owes the pension contribution of a payee's work.</summary>
public enum PensionStanding
{
    /// <summary>The city owes JuEL.</summary>
    JuelDue,

    /// <summary>The payee's own YEL insurance covers the work; a certificate was seen.</summary>
    YelInsured,

    /// <summary>Younger or older on every day of work than anybody is insured.</summary>
    OutsideAge,

    /// <summary>The payee's age or YEL insurance is not known, and it matters.</summary>
    Unknown,
}

/// <summary>What payroll should look at before it pays. Nothing is left unpaid for it.</summary>
public enum PensionConcern
{
    /// <summary>On some of the days of work.</summary>
    OutsideAge,
    AgeUnknown,
    YelUnknown,
    YelWithoutCertificate,

    /// <summary>By the payment day.</summary>
    YelCheckDue,

    /// <summary>A certificate was seen, and nobody has said when to look again.</summary>
    YelCheckMissing,
}

/// <summary>
/// The Public Sector Pensions Act (81/2016, JuEL): a public payer insures whoever works for it, an assignment outside employment too, unless the
/// payee has an insurance under the Self-Employed Persons' Pensions Act (1272/2006, YEL).
/// </summary>
public static class Juel
{
    /// <summary>Years of age on the day of work, both included, at which a payee is insured.</summary>
    public const int FirstAge = 17, LastAge = 67;

    /// <param name="born">Null: not known.</param>
    /// <param name="daysOfWork">Of what is paid.</param>
    public static PensionStanding StandingOf(PensionInsurance? yel, DateOnly? born, IReadOnlyCollection<DateOnly> daysOfWork) =>
        daysOfWork.Count > 0 && daysOfWork.All(day => IsOutsideAge(born, day)) ? PensionStanding.OutsideAge
        : IsProven(yel) ? PensionStanding.YelInsured
        : yel is null || born is null ? PensionStanding.Unknown
        : PensionStanding.JuelDue; // a YEL insurance nobody has seen a certificate of relieves nobody

    /// <inheritdoc cref="StandingOf"/>
    /// <param name="payment">Day the work is paid.</param>
    public static IEnumerable<PensionConcern> ConcernsOf(
        PensionInsurance? yel, DateOnly? born, IReadOnlyCollection<DateOnly> daysOfWork, DateOnly payment)
    {
        if (daysOfWork.Any(day => IsOutsideAge(born, day))) yield return PensionConcern.OutsideAge;
        if (born is null && !IsProven(yel)) yield return PensionConcern.AgeUnknown;
        if (yel is null && StandingOf(yel, born, daysOfWork) != PensionStanding.OutsideAge) yield return PensionConcern.YelUnknown;
        if (yel is { Status: YelStatus.Insured, CertificateOn: null }) yield return PensionConcern.YelWithoutCertificate;
        if (yel is { Status: YelStatus.Insured, NextCheck: { } check } && check <= payment) yield return PensionConcern.YelCheckDue;
        if (yel is { NextCheck: null } && IsProven(yel)) yield return PensionConcern.YelCheckMissing;
    }

    /// <summary>Whole years; born on 29 February, a year older on 1 March of other years.</summary>
    public static int AgeOn(DateOnly born, DateOnly day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    static bool IsOutsideAge(DateOnly? born, DateOnly day) => born is { } b && AgeOn(b, day) is < FirstAge or > LastAge;

    static bool IsProven(PensionInsurance? yel) => yel is { Status: YelStatus.Insured, CertificateOn: not null };
}
