using System.Globalization;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.ServiceCentres;
using Npgsql;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;

namespace Helsinki.PeerWork.Api.Import;

/// <summary>What an import did, or in a dry run would do.</summary>
/// <param name="Rows">Engagements in the file, repeated rows counted once.</param>
/// <param name="Changed">Ended or extended.</param>
/// <param name="Repeated">Rows that stand in the file more than once, without the first.</param>
public sealed record ImportReport(bool DryRun, int Rows, int NewPersons, int NewEngagements, int Changed, int Unchanged, int Repeated) : IExample<ImportReport>
{
    public static ImportReport Example => new(false, 192, 138, 192, 0, 0, 0);
}

/// <summary>
/// Takes in an engagement register kept elsewhere: all rows or none. A row is known again by person, centre, form, work and first day, so the
/// same file twice changes nothing and another last day ends or extends; what is not in the file stays as it is.
/// </summary>
public sealed class RegisterImport(Acts acts, Admission access, PersonalData personal, NpgsqlDataSource db, TimeProvider clock)
{
    public const string NotUnderstood = "import/not-understood";

    static readonly Guid Space = new("3c1f8f64-2f0e-5b1a-9a67-5d7be0f4c2a9");

    /// <returns>An <see cref="ImportReport"/>, or every row that is wrong.</returns>
    public async Task<Reply> Run(Stream register, bool dryRun, CancellationToken ct)
    {
        var centres = await Centres.AsOf(db, clock.Today(), ct);
        var reading = await RegisterFile.Read(register, [.. centres.Select(c => c.Code)], ct);
        IReadOnlyList<FileError> errors = [.. reading.Errors, .. reading.Rows.SelectMany(r => NotOpen(r, centres.Single(c => c.Code == r.Centre)))];
        if (errors.Count > 0)
            return new Reply.InvalidFile(NotUnderstood, $"{errors.Count} places in the file are not right. Nothing was imported.", http => errors.Select(e => e.In(http)).ToList());

        var persons = reading.Rows.ToLookup(r => r.Person, StringComparer.OrdinalIgnoreCase);
        return await acts.Run(async act =>
        {
            var known = await personal.WorkersOf([.. persons.Select(p => p.Key)], ct);
            var workers = persons.Select(p => (Rows: p, IsNew: !known.ContainsKey(p.Key), Id: known.GetValueOrDefault(p.Key, new(Guid.CreateVersion7())))).ToList();
            var unknown = workers.Where(w => w.IsNew).Select(w => (w.Id, w.Rows.Key)).ToList();
            if (unknown.Count > 0) act.Also(personal.AddWorkers(unknown));
            access.Log.Touches(null, [.. workers.Select(w => w.Id.Value)]);

            var before = await act.Load(AgreementsDecider.Decider, [.. workers.Select(w => w.Id.Value)]);
            var (added, changed) = (0, 0);
            foreach (var (worker, state) in workers.Zip(before))
            {
                if (act.Decide(AgreementsDecider.Decider, worker.Id.Value, new Register()) is { } no) return no;
                foreach (var row in worker.Rows)
                {
                    var engagement = IdOf(worker.Id, row);
                    var was = (state as AgreementsState.Registered)?.Engagements.GetValueOrDefault(engagement);
                    if (was is null) added++;
                    else if (was.Days.Until != row.Until) changed++;
                    var import = new ImportEngagement(engagement, row.Form, row.Centre, row.Work, row.From, row.Until);
                    if (act.Decide(AgreementsDecider.Decider, worker.Id.Value, import) is { } refused) return refused;
                }
            }
            if (dryRun) act.WriteNothing();
            var rows = reading.Rows.Count;
            return Reply.Ok(new ImportReport(dryRun, rows, unknown.Count, added, changed, rows - added - changed, reading.Repeated));
        }, ct);
    }

    /// <summary>The same as every other door to an engagement says: it begins on a day its centre is open.</summary>
    static IEnumerable<FileError> NotOpen(RegisterRow row, CentreRow centre)
    {
        if (!centre.IsOpenOn(row.From))
            yield return new(row.Line, "from", RegisterErrors.CentreNotOpen, FormattableString.Invariant($"{row.From:yyyy-MM-dd}"),
                FormattableString.Invariant($"A day on which {centre.Code} is open: from {centre.OpenedOn:yyyy-MM-dd}{(centre.LastDay is { } last ? $" to {last:yyyy-MM-dd}" : "")} on."));
    }

    static EngagementId IdOf(PeerWorkerId worker, RegisterRow row) => new(NameBasedId.Of(Space,
        string.Create(CultureInfo.InvariantCulture, $"{worker.Value}/{row.Centre}/{row.Form}/{row.Work}/{row.From:yyyy-MM-dd}")));
}
