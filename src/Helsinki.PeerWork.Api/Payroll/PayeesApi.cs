using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Who is paid, as payroll knows them. For payroll alone.</summary>
public static class PayeesApi
{
    const int LongestText = 200;

    public static void MapPayees(this RouteGroupBuilder api)
    {
        var payee = api.MapGroup("/payroll/payees/{worker:guid}").WithTags("Payroll");
        payee.MapGet("", Read).WithName("ReadPayee").Produces<PayeeView>();
        payee.MapPut("", Replace).WithName("ReplacePayee").Replaces().Produces(StatusCodes.Status204NoContent);
    }

    public sealed record PayeeView(PeerWorkerId Worker, string? Name, string? IdentityCode, string? PayrollNumber) : IExample<PayeeView>
    {
        public static PayeeView Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Meri Virtanen", "131052-308T", "40017");
    }

    /// <summary>A payee's name, identity code and payroll number. The ETag is the record's version.</summary>
    internal static async Task<Reply> Read(Guid worker, Admission access, PersonalData personal, CancellationToken ct)
    {
        access.Log.Touches(worker, worker);
        return await personal.Worker(new(worker), ct) is { } p
            ? Reply.Ok(new PayeeView(p.Worker, p.Name, p.IdentityCode?.Reveal(), p.PayrollNumber), p.Version)
            : Reply.NotFound;
    }

    /// <param name="Name">At most 200 characters; null takes it off file, as in the others.</param>
    /// <param name="IdentityCode">A Finnish personal identity code (henkilötunnus).</param>
    /// <param name="PayrollNumber">The payee's number in the payroll system; at most 200 characters.</param>
    public sealed record PayeeRequest(string? Name, string? IdentityCode, string? PayrollNumber) : IExample<PayeeRequest>
    {
        public static PayeeRequest Example => new("Meri Virtanen", "131052-308T", "40017");
    }

    /// <summary>Replaces what payroll knows of a payee; a file already rendered keeps what it says.</summary>
    internal static async Task<Reply> Replace(Guid worker, PayeeRequest body, Acts acts, Admission access, PersonalData personal, CancellationToken ct)
    {
        access.Log.Touches(worker, worker);
        IdentityCode? code = null;
        if (body.IdentityCode is { } given && !IdentityCode.TryParse(given, out code, out var wrong)) return Reply.Field("identityCode", $"can't be right: {wrong.TrimEnd('.')}");
        if (Unusable(body.Name)) return Reply.Field("name", $"must be 1–{LongestText} characters, or null");
        if (Unusable(body.PayrollNumber)) return Reply.Field("payrollNumber", $"must be 1–{LongestText} characters, or null");
        return await acts.Run(async act =>
        {
            if (await personal.Worker(new(worker), ct) is not { } person) return Reply.NotFound;
            act.ETagOf(person.Version);
            act.Also(personal.Save(person with { Name = body.Name?.Trim(), IdentityCode = code, PayrollNumber = body.PayrollNumber?.Trim() }));
            return Reply.NoContent;
        }, ct);
    }

    static bool Unusable(string? text) => text is not null && text.Trim().Length is 0 or > LongestText;
}
