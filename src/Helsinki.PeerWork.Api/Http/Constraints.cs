using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>Rules that only the database can hold over all streams: the constraint's name, and the refusal of whoever came second.</summary>
public static class Constraints
{
    public static readonly Refusal OpenProcess = new("aito-valittaja/service-user-has-open-process", "The service user already has an open process. One at a time.");
    public static readonly Refusal ReferenceTaken = new("peer-workers/reference-taken", "Another peer worker is known by this reference.");
    public static readonly Refusal IdentityCodeTaken = new("peer-workers/identity-code-taken", "Another peer worker has this identity code.");

    /// <summary>Somebody else just took the same number, or made the same person known: decided again on what is there now.</summary>
    public static bool DecideAgain(
        string? constraint) =>
        constraint is "service_user_reference_once" or "peer_worker_reference_once" or "process_list_code" or "payroll_export_number";

    /// <summary>Null when the constraint stands for no rule.</summary>
    public static Refusal? Refusal(string? constraint) => constraint switch
    {
        "process_list_one_open_per_service_user" => OpenProcess,
        "peer_worker_identity_code_once" => IdentityCodeTaken,
        "worker_agreement_id" => AgreementsDecider.IdTaken,
        _ => null,
    };
}
