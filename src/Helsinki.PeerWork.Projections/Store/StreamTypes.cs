namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// What a stream is of, as Marten writes it into <c>mt_streams</c>: the name of a class, in snake case. The states themselves are unions, folded by
/// the deciders of the domain; Marten is given names alone.
/// </summary>
static class StreamTypes
{
    /// <param name="category">Of a decider.</param>
    public static Type Of(string category) => category switch
    {
        "aito_valittaja_process" => typeof(AitoValittajaProcess),
        "monthly_hours" => typeof(MonthlyHours),
        "worker_agreements" => typeof(WorkerAgreements),
        "payroll_export" => typeof(PayrollExport),
        "supervision_session" => typeof(SupervisionSession),
        "service_centre" => typeof(ServiceCentre),
        "compensation" => typeof(Compensation),
        "published_year" => typeof(PublishedYear),
        _ => throw new ArgumentException($"Streams of {category} have no type.", nameof(category)),
    };

    sealed class AitoValittajaProcess;
    sealed class MonthlyHours;
    sealed class WorkerAgreements;
    sealed class PayrollExport;
    sealed class SupervisionSession;
    sealed class ServiceCentre;
    sealed class Compensation;
    sealed class PublishedYear;
}
