using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>What a batch's lines need from outside their months: who is paid, which cost centre pays, under which agreement.</summary>
sealed class PayrollBatch
{
    readonly IReadOnlyDictionary<CentreCode, ServiceCentreState> centres;
    readonly IReadOnlyDictionary<PeerWorkerId, AgreementsState> agreements;

    readonly IReadOnlyDictionary<LineId, SentPayment> originals;

    PayrollBatch(
        IReadOnlyDictionary<PeerWorkerId, WorkerPerson> payees, IReadOnlyDictionary<CentreCode, ServiceCentreState> centres,
        IReadOnlyDictionary<PeerWorkerId, AgreementsState> agreements, IReadOnlyDictionary<LineId, SentPayment> originals) =>
        (Payees, this.centres, this.agreements, this.originals) = (payees, centres, agreements, originals);

    public IReadOnlyDictionary<PeerWorkerId, WorkerPerson> Payees { get; }

    public static async Task<PayrollBatch> Of(
        Batch batch, EventLog store, PersonalData personal, PayrollFiles files, NpgsqlDataSource db, CancellationToken ct)
    {
        var (workers, codes) = (batch.PerWorker.Keys.ToList(), batch.PerCentre.Keys.ToList());
        var centres = await store.Now(ServiceCentreDecider.Decider, [.. codes.Select(ServiceCentre.StreamOf)], ct);
        var agreements = await store.Now(AgreementsDecider.Decider, [.. workers.Select(w => w.Value)], ct);
        return new(
            await personal.Workers(workers, ct),
            codes.Zip(centres).ToDictionary(c => c.First, c => c.Second),
            workers.Zip(agreements).ToDictionary(w => w.First, w => w.Second),
            await OriginalsOf(batch, files, db, ct));
    }

    /// <summary>What is taken back, as its file says it.</summary>
    static async Task<IReadOnlyDictionary<LineId, SentPayment>> OriginalsOf(Batch batch, PayrollFiles files, NpgsqlDataSource db, CancellationToken ct)
    {
        var reversed = batch.Lines.Select(l => l.Line.Reverses).OfType<LineId>().ToHashSet();
        var found = new Dictionary<LineId, SentPayment>();
        if (reversed.Count == 0) return found;
        foreach (var export in (await PayrollLines.ExportsOf(db, reversed, ct)).Values.Select(sent => sent.Export).Distinct())
            foreach (var (line, payment) in await files.Payments(export, ct))
                if (reversed.Contains(line)) found[line] = payment;
        return found;
    }

    /// <summary>A reversal goes to the same payee, account and decision as its original, whatever changed since: it would not take it back otherwise.</summary>
    SentPayment? Original(BatchLine line) => line.Line.Reverses is { } original ? originals.GetValueOrDefault(original) : null;

    /// <summary>The internal order of the city's accounts, of the centre on the day of work.</summary>
    public string CostCentre(BatchLine line) => Original(line)?.InternalOrder ?? centres[line.Line.Centre] switch
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
            line.Replaces, line.Nature)
        { SentTo = Original(line)?.Payee };
    }

    /// <summary>
    /// T and the last eight characters of the id of the agreement that covers that work on that day: a line does not name it. The first characters
    /// of an id are its time and no reference; without the letter a spreadsheet takes 1234e567 for a number.
    /// </summary>
    string DecisionNo(BatchLine line) => Original(line)?.DecisionNo ?? (
        agreements[line.Worker].InForce(line.Line.Centre, line.Line.Kind, EngagementForm.FeeForService, line.Line.On)?.Agreement is { } agreement
            ? $"T{agreement.Value.ToString("N")[^8..]}"
            : "");
}
