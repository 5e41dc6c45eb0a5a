using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Who is paid, as payroll knows them. For payroll alone.</summary>
public static class PayeesApi
{
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

    /// <param name="Name">1–200 characters; null takes it off file, as in the others.</param>
    /// <param name="IdentityCode">A Finnish personal identity code (henkilötunnus).</param>
    /// <param name="PayrollNumber">The payee's number in the payroll system; 1–100 characters.</param>
    public sealed record PayeeRequest(string? Name, string? IdentityCode, string? PayrollNumber) : IExample<PayeeRequest>
    {
        public static PayeeRequest Example => new("Meri Virtanen", "131052-308T", "40017");
    }

    /// <summary>Replaces what payroll knows of a payee; a file already rendered keeps what it says.</summary>
    internal static Task<Reply> Replace(Guid worker, PayeeRequest body, Acts acts, Admission access, PersonalData personal, CancellationToken ct)
    {
        access.Log.Touches(worker, worker);
        var (name, code, number) = (
            body.Name is null ? null : PersonField.Name(body.Name), PersonField.IdentityCode(body.IdentityCode), PersonField.Optional("payrollNumber", body.PayrollNumber));
        return acts.Run(async act =>
        {
            if (await personal.Worker(new(worker), ct) is not { } before) return Reply.NotFound;
            act.ETagOf(before.Version);
            var person = before with { Name = name, IdentityCode = code, PayrollNumber = number };
            if (person != before) act.Also(personal.Save(person));
            return Reply.NoContent;
        }, ct);
    }
}
