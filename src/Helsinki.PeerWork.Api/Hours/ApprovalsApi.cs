using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>Parts of months that wait for a coordinator, with what is out of the ordinary in them: what is as usual needs no looking.</summary>
public sealed class ApprovalsApi(Admission access, EventLog store, NpgsqlDataSource db, PersonalData personal, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<ApprovalsApi>("/months/approvals", a => a.List).WithTags("Hours").WithName("ListApprovals").Produces<Listed<ApprovalView>>();

    /// <param name="Entries">That stand in the part, as <paramref name="Minutes"/> and <paramref name="Euros"/>.</param>
    /// <param name="Waiting">Entries that wait for approval, withdrawn ones among them.</param>
    /// <param name="Usual">The worker's own average of the three months before, there; null: no hours in them.</param>
    /// <param name="Differences">What to look at; empty: it is as usual.</param>
    /// <param name="Own">The caller's own hours: somebody else approves them.</param>
    /// <param name="Deadline">Null: the month has no payment calendar.</param>
    /// <param name="DaysLate">Null: there is time, or there is no deadline.</param>
    /// <param name="Version">Of the month, for If-Match: what was added since is not approved unseen.</param>
    public sealed record ApprovalView(
        PeerWorkerId Worker, string? Name, CentreCode Centre, string Month, DateOnly? DeclaredOn, int Entries, int Minutes, decimal Euros, int Waiting,
        UsualMonth? Usual, IReadOnlyList<Difference> Differences, bool Own, DateOnly? Deadline, int? DaysLate, long Version) : IExample<ApprovalView>
    {
        public static ApprovalView Example => new(
            MonthView.Example.Worker, "Aino Esimerkki", new("Malmi"), "2026-05", new(2026, 6, 1), 8, 960, 320m, 8, new(3, 6m, 690),
            [new(DifferenceKind.MoreEntries, 2)], false, new(2026, 6, 8), 2, 14);
    }

    /// <summary>What waits for approval at the caller's centres, in one month or in all, the most urgent first.</summary>
    public async Task<Reply> List(CancellationToken ct, YearMonth? month = null, string? centre = null, int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, today, centres) = (Lists.Page(page, size), clock.Today(), access.OwnCentres(centre));
        var waiting = (await MonthsWaiting.WaitingForPeople(db, centres, null, new(today.Year, today.Month, 1), ct))
            .Where(r => r.WaitsFor == WaitsFor.Coordinators && (month is null || (r.Year, r.Month) == (month.Value.Year, month.Value.Month))).ToList();
        if (waiting.Count == 0) return Reply.Ok(Lists.Cut<ApprovalView>([], asked));

        var firsts = waiting.Select(FirstOf).ToList();
        var entries = (await Months.EntriesOf(db, [.. waiting.Select(r => r.Worker).Distinct()], centres, firsts.Min().AddMonths(-Unusual.MonthsBefore), firsts.Max(), ct))
            .ToLookup(e => (e.Worker, e.Entry.Centre));
        var compensation = await store.Compensation(ct);
        var versions = (await store.Read([.. waiting.Select(r => r.Stream!.Value).Distinct()], ct)).ToDictionary(s => s.Stream, s => s.Version);
        var names = await personal.NamesOf([.. waiting.Select(r => r.Worker).Distinct()], ct);
        access.Log.Touches(null, [.. waiting.Select(r => r.Worker.Value)]);
        return Reply.Ok(Lists.Cut([.. waiting.Select(View)
            .OrderBy(v => v.Deadline is null).ThenBy(v => v.Deadline).ThenBy(v => v.Month, StringComparer.Ordinal)
            .ThenBy(v => v.Name, Lists.ByName).ThenBy(v => v.Centre.Value, StringComparer.Ordinal)], asked));

        ApprovalView View(MonthRow row)
        {
            var (first, there) = (FirstOf(row), entries[(row.Worker, row.Centre)]);
            var part = there.Where(e => (e.Year, e.Month) == (row.Year, row.Month)).Select(e => e.Entry).ToList();
            var before = there.Where(e => new DateOnly(e.Year, e.Month, 1) is var m && m < first && m >= first.AddMonths(-Unusual.MonthsBefore)).ToList();
            var standing = part.Where(e => !e.Withdrawn).ToList();
            var deadline = Deadline.Of(compensation.PaymentDaysOf(row.Year, row.Month), row.WaitsFor, today);
            return new(
                row.Worker, names.GetValueOrDefault(row.Worker), row.Centre, new YearMonth(row.Year, row.Month).ToString(), row.DeclaredOn,
                standing.Count, standing.Sum(e => e.Minutes), standing.Sum(e => e.Fee), row.Unapproved,
                Unusual.UsualOf(before), Unusual.Of(part, before), access.Caller.Is(row.Worker), deadline.By, deadline.DaysLate, versions[row.Stream!.Value]);
        }
    }

    static DateOnly FirstOf(MonthRow row) => new(row.Year, row.Month, 1);
}
