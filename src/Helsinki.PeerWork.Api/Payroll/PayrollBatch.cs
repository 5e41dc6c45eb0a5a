using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.EventStore;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>What a batch's lines need from outside their months: who is paid, which cost centre pays, under which agreement.</summary>
sealed class PayrollBatch
{
    readonly IReadOnlyDictionary<CentreCode, ServiceCentreState> centres;
    readonly IReadOnlyDictionary<PeerWorkerId, AgreementsState> agreements;

    PayrollBatch(
        IReadOnlyDictionary<PeerWorkerId, WorkerPerson> payees, IReadOnlyDictionary<CentreCode, ServiceCentreState> centres,
        IReadOnlyDictionary<PeerWorkerId, AgreementsState> agreements) =>
        (Payees, this.centres, this.agreements) = (payees, centres, agreements);

    public IReadOnlyDictionary<PeerWorkerId, WorkerPerson> Payees { get; }

    public static async Task<PayrollBatch> Of(Batch batch, EventLog store, PersonalData personal, CancellationToken ct)
    {
        var (workers, codes) = (batch.PerWorker.Keys.ToList(), batch.PerCentre.Keys.ToList());
        var centres = await store.Now(ServiceCentreDecider.Decider, [.. codes.Select(ServiceCentre.StreamOf)], ct);
        var agreements = await store.Now(AgreementsDecider.Decider, [.. workers.Select(w => w.Value)], ct);
        return new(
            await personal.Workers(workers, ct),
            codes.Zip(centres).ToDictionary(c => c.First, c => c.Second),
            workers.Zip(agreements).ToDictionary(w => w.First, w => w.Second));
    }

    /// <summary>The internal order of the city's accounts, of the centre on the day of work.</summary>
    public string CostCentre(BatchLine line) => centres[line.Line.Centre] switch
    {
        ServiceCentreState.Open s => s.Centre.CostCentreOn(line.Line.On),
        ServiceCentreState.Closed s => s.Centre.CostCentreOn(line.Line.On),
        _ => "",
    };

    public PayrollLine LineOf(BatchLine line, ExportId export)
    {
        var payee = Payees.GetValueOrDefault(line.Worker);
        return new(
            line.Line.IdIn(export, line.Worker), line.Worker.Value, payee?.IdentityCode?.Reveal(), payee?.PayrollNumber, line.Line.Centre, CostCentre(line),
            line.Line.Kind, line.Line.On, line.Line.Minutes, line.Line.Rate, line.Line.Amount, line.Line.IncomeType, DecisionNo(line), line.Line.Reverses,
            line.Replaces, line.Nature);
    }

    /// <summary>
    /// The last eight characters of the id of the agreement that covers that work on that day. Found by the work and not by the entry, because
    /// a reversal speaks of what the entry was, perhaps at another centre. The first characters of an id are its time and no reference.
    /// </summary>
    string DecisionNo(BatchLine line) =>
        agreements[line.Worker].InForce(line.Line.Centre, line.Line.Kind, EngagementForm.FeeForService, line.Line.On)?.Agreement is { } agreement
            ? agreement.Value.ToString("N")[^8..]
            : "";
}
