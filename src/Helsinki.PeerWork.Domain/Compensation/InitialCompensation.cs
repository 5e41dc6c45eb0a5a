using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Compensation.CompensationCommand;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>What a new installation is configured with, once; an administrator changes it by date afterwards.</summary>
public static class InitialCompensation
{
    /// <summary>The first day of the national Incomes Register: nothing older is ever reported in it.</summary>
    static readonly DateOnly Since = new(2019, 1, 1);

    /// <summary>Fee to a person not in an employment relationship (työkorvaus; Incomes Register, wage income types).</summary>
    const string Fee = "336";

    /// <summary>Kokouspalkkio: wages (Prepayment Act 13 §; Incomes Register, 200 series).</summary>
    const string MeetingFee = "210";

    /// <summary>Luentopalkkio: wages (Prepayment Act 13 §; Incomes Register, 200 series).</summary>
    const string LectureFee = "214";

    /// <summary>
    /// Which of these are fees and which wages (Incomes Register, wage income types: 336 is outside wages; Prepayment Act 13 § and 25 §).
    /// </summary>
    static IReadOnlyList<CompensationCommand> Natures { get; } =
    [
        new ClassIncomeType(Fee, PayNature.Fee, Since),
        new ClassIncomeType(MeetingFee, PayNature.Wage, Since),
        new ClassIncomeType(LectureFee, PayNature.Wage, Since),
    ];

    /// <summary>
    /// Paid on the 20th: also where Easter or Epiphany take banking days away, the worker has a few days after the month's end, the coordinators
    /// two banking days after that, and payroll three more.
    /// </summary>
    static readonly CompensationCommand PaymentCalendar = new SetPaymentCalendar(new(20, 5, 8, 10), Since);

    public static IReadOnlyList<CompensationCommand> Commands { get; } =
    [
        new SetHourlyRate(HourlyRate.Initial.On(Since), Since),
        .. Enum.GetValues<WorkKind>().Select(kind => InitialTypeOf(kind) is { } type
            ? (CompensationCommand)new MakeKindPayable(kind, type, Since)
            : new MakeKindUnpaid(kind, Since)),
        .. Natures,
        new SetMissedMeetingPay(0, Since), // DOMAIN: a missed meeting is unpaid unless configured
        new SetConcernEscalation(4, Since), // half a working day: the coordinator still hears of it the same day
        PaymentCalendar,
    ];

    /// <summary>What an installation lacks: all of it when it is new, otherwise settings that came with a later version.</summary>
    public static IReadOnlyList<CompensationCommand> CommandsFor(CompensationState state) =>
        state == CompensationState.Unconfigured ? Commands :
        [
            .. state.Natures == CompensationState.Unconfigured.Natures ? Natures : [],
            .. state.PaymentCalendars == CompensationState.Unconfigured.PaymentCalendars ? new[] { PaymentCalendar } : [],
        ];

    static string? InitialTypeOf(WorkKind kind) => kind switch
    {
        WorkKind.WorkingGroup or WorkKind.Workshop or WorkKind.ManagementGroup or WorkKind.CoDevelopment => MeetingFee,
        WorkKind.ProfessionalTraining or WorkKind.EducationalInstitution => LectureFee,
        WorkKind.Supervision => null, // support for the worker, not work for the city
        _ => Fee,
    };
}
