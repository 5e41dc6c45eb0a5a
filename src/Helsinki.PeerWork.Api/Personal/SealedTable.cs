using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Payroll;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>A table's sealed columns, and the place each is bound to.</summary>
/// <param name="Key">Its key columns, which the places are made of.</param>
public sealed record SealedTable(string Table, string Key, IReadOnlyList<(string Column, Func<object[], string> Place)> Columns)
{
    /// <summary>
    /// Every table in which anything is sealed: each has a column <c>key_id</c>, by which a test finds those that are missing here.
    /// </summary>
    public static readonly IReadOnlyList<SealedTable> All =
    [
        new("personal.service_user", "id", [("reference", key => $"service_user.reference/{key[0]}")]),
        new("personal.peer_worker", "id",
            [.. from column in (string[])["name", "reference", "identity_code", "payroll_number", "monthly_limit", "yel_status",
                "yel_certificate_on", "yel_next_check"]
                select (column, (Func<object[], string>)(key => $"peer_worker.{column}/{key[0]}"))]),
        new("personal.work_plan", "worker, month", [("plan", key => $"work_plan.plan/{key[0]}/{key[1]}")]),
        new("personal.colleague", "user_id", [("name", key => $"colleague.name/{key[0]}")]),
        new("access.session_key", "name", [("element", key => $"session_key.element/{key[0]}")]),
        new("access.session", "id", [("ticket", key => PageSessions.Place((byte[])key[0]))]),
        new("access.kept_input", "id", [("form", key => $"kept_input.form/{key[0]}")]),
        new("peerwork.idempotency", "user_id, key", [("body", key => $"idempotency.body/{key[0]}/{key[1]}")]),
        new("payroll.file", "export, format", [("bytes", key => $"payroll.file/{key[0]}/{key[1]}")]),
        new("payroll.piece", "content, number", [("bytes", key => SealedPieces.Place((Guid)key[0], (int)key[1]))]),
    ];
}
