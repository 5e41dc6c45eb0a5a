using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Who is paid, as payroll knows them. For payroll alone.</summary>
public sealed class PayeesApi(Admission access, PersonalData personal, Acts acts, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        var payee = api.MapGroup("/payroll/payees/{worker:guid}").WithTags("Payroll");
        payee.MapGet<PayeesApi>("", a => a.Read).WithName("ReadPayee").Produces<PayeeView>();
        payee.MapPut<PayeesApi>("", a => a.Replace).WithName("ReplacePayee").Replaces().Produces(StatusCodes.Status204NoContent);
        payee.MapGet<PayeesApi>("/pension-insurance", a => a.ReadPension).WithName("ReadPensionInsurance").Produces<PensionInsuranceView>();
        payee.MapPut<PayeesApi>("/pension-insurance", a => a.ReplacePension).WithName("ReplacePensionInsurance").Replaces().Produces(StatusCodes.Status204NoContent);
        payee.MapDelete<PayeesApi>("/pension-insurance", a => a.DeletePension).WithName("DeletePensionInsurance").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Whom payroll pays. The identity code as text.</summary>
    public sealed record PayeeView(PeerWorkerId Worker, string? Name, string? IdentityCode, string? PayrollNumber) : IExample<PayeeView>
    {
        public static PayeeView Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Meri Virtanen", "131052-308T", "40017");
    }

    /// <summary>A payee's name, identity code and payroll number. The ETag is the record's version.</summary>
    public async Task<Reply> Read(Guid worker, CancellationToken ct)
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
    public Task<Reply> Replace(Guid worker, PayeeRequest body, CancellationToken ct)
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

    /// <param name="Status">Null: nothing is known.</param>
    /// <summary>What payroll knows of a payee's pension insurance.</summary>
    /// <param name="CertificateOn">Day of the certificate that was seen; null: none was.</param>
    /// <param name="NextCheck">Day by which to look again whether the insurance holds.</param>
    /// <param name="Standing">What follows for work done today.</param>
    /// <param name="Concerns">What to look at before it is relied on; a check whose day has come among them.</param>
    public sealed record PensionInsuranceView(
        YelStatus? Status, DateOnly? CertificateOn, DateOnly? NextCheck, PensionStanding Standing, IReadOnlyList<PensionConcern> Concerns) : IExample<PensionInsuranceView>
    {
        public static PensionInsuranceView Example => new(YelStatus.Insured, new(2026, 1, 7), new(2027, 1, 7), PensionStanding.YelInsured, []);
    }

    /// <summary>A payee's YEL insurance, as far as it is known. The ETag is the version of the payee's record.</summary>
    public async Task<Reply> ReadPension(Guid worker, CancellationToken ct)
    {
        access.Log.Touches(worker, worker);
        if (await personal.Worker(new(worker), ct) is not { } payee) return Reply.NotFound;
        var (yel, born, today) = (payee.Pension, payee.IdentityCode?.BirthDate, clock.Today());
        return Reply.Ok(new PensionInsuranceView(
            yel?.Status, yel?.CertificateOn, yel?.NextCheck, Juel.StandingOf(yel, born, today), [.. Juel.ConcernsOf(yel, born, today)]), payee.Version);
    }

    /// <param name="CertificateOn">Of the insured only: day of the certificate, today or earlier; null: none was seen.</param>
    /// <param name="NextCheck">Of the insured only: later than the certificate. Without one, every preview warns.</param>
    public sealed record PensionInsuranceRequest(
        YelStatus Status, DateOnly? CertificateOn = null, DateOnly? NextCheck = null) : IExample<PensionInsuranceRequest>
    {
        public static PensionInsuranceRequest Example => new(YelStatus.Insured, new(2026, 1, 7), new(2027, 1, 7));
    }

    /// <summary>Replaces what is known of a payee's YEL insurance. Previews and exports warn by it, and leave nobody out.</summary>
    public Task<Reply> ReplacePension(Guid worker, PensionInsuranceRequest body, CancellationToken ct)
    {
        if (Unusable(body, clock.Today()) is { } error) throw error;
        return Pension(worker, new(body.Status, body.CertificateOn, body.NextCheck), ct);
    }

    static InvalidFieldException? Unusable(PensionInsuranceRequest body, DateOnly today) => body switch
    {
        { Status: YelStatus.NotInsured, CertificateOn: not null } => new("certificateOn", "is given only of the insured"),
        { Status: YelStatus.NotInsured, NextCheck: not null } => new("nextCheck", "is given only of the insured"),
        _ when body.CertificateOn > today => new("certificateOn", "must be today or earlier"),
        _ when body.NextCheck <= body.CertificateOn => new("nextCheck", "must be later than the certificate"),
        _ => null,
    };

    /// <summary>Forgets what was known of a payee's YEL insurance. Where nothing is known, nothing changes.</summary>
    public Task<Reply> DeletePension(Guid worker, CancellationToken ct) =>
        Pension(worker, null, ct);

    Task<Reply> Pension(Guid worker, PensionInsurance? pension, CancellationToken ct)
    {
        access.Log.Touches(worker, worker);
        return acts.Run(async act =>
        {
            if (await personal.Worker(new(worker), ct) is not { } before) return Reply.NotFound;
            act.ETagOf(before.Version);
            if (pension != before.Pension) act.Also(personal.Save(before with { Pension = pension }));
            return Reply.NoContent;
        }, ct);
    }
}
