using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Agreements;

public class WorkersTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly January1 = new(2026, 1, 1);
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly DateOnly December31 = new(2026, 12, 31);
    static readonly CancellationToken None = CancellationToken.None;

    readonly CentreCode here = new($"here {New()}");
    readonly CentreCode there = new($"there {New()}");
    readonly Guid worker = New();
    readonly AgreementId agreement = new(New());

    Task Record(params object[] events) => database.Record(worker, events);
    AgreementDrafted Drafted => new(agreement, 20m, January1, December31, "C-1", "E-1");

    Task<IReadOnlyList<EngagementRow>> InForce(CentreCode centre, DateOnly day) => Workers.InForceOn(database.Source, [centre], day, None);

    [Fact]
    public async Task One_worker_has_engagements_agreements_rates_and_tickets()
    {
        var engagement = new EngagementId(New());
        await Record(
            new PeerWorkerRegistered(), new EngagementBegan(engagement, EngagementForm.Volunteer, here, WorkKind.PeerSupport, January1, null),
            Drafted, new AgreementCovers(agreement, there, WorkKind.GroupFacilitation),
            new AgreementCovers(agreement, here, WorkKind.AitoValittajaMeeting),
            new AgreementSigned(agreement, January1), new RateAmended(agreement, 22.50m, May4), new TravelTicketsIssued(here, 10, May4));

        var detail = (await Workers.One(database.Source, new(worker), None))!;

        Assert.Equal(
            [new(new(worker), engagement, EngagementForm.Volunteer, here, WorkKind.PeerSupport, January1, null, Imported: false)],
            detail.Engagements);
        var row = Assert.Single(detail.Agreements);
        Assert.Equal(AgreementPhase.Signed, row.Phase);
        Assert.Equal([new(here, WorkKind.AitoValittajaMeeting), new CoverRow(there, WorkKind.GroupFacilitation)], row.Covers);
        Assert.Equal([new(January1, 20m), new RateRow(May4, 22.50m)], row.Rates);
        Assert.Equal([new(here, 10, May4, "user-1")], detail.Tickets);
        Assert.Null(await Workers.One(database.Source, new(New()), None));
    }

    [Fact]
    public async Task A_signed_agreement_is_a_fee_for_service_engagement_from_its_first_day_to_its_last()
    {
        await Record(new PeerWorkerRegistered(), Drafted, new AgreementCovers(agreement, here, WorkKind.PeerSupport));
        Assert.Empty(await InForce(here, May4));

        await Record(new AgreementSigned(agreement, January1), new AgreementExtended(agreement, December31.AddYears(1)));
        Assert.Empty(await InForce(here, January1.AddDays(-1)));
        Assert.Equal(EngagementForm.FeeForService, Assert.Single(await InForce(here, January1)).Form);
        Assert.Single(await InForce(here, December31.AddYears(1)));

        await Record(new AgreementTerminated(agreement, May4, TerminationReason.WishOfWorker));
        Assert.Single(await InForce(here, May4));
        Assert.Empty(await InForce(here, May4.AddDays(1)));
    }

    [Fact]
    public async Task A_draft_binds_nobody_and_a_discarded_one_is_gone()
    {
        await Record(new PeerWorkerRegistered(), Drafted, new AgreementCovers(agreement, here, WorkKind.PeerSupport));
        Assert.Empty(await InForce(here, January1));

        await Record(new DraftDiscarded(agreement));

        Assert.Empty(await Workers.AgreementsOf(database.Source, new(worker), None));
    }

    [Fact]
    public async Task Agreements_that_end_soon_are_found_by_centre()
    {
        await Record(new PeerWorkerRegistered(), Drafted, new AgreementCovers(agreement, here, WorkKind.PeerSupport),
            new AgreementSigned(agreement, January1));

        Task<IReadOnlyList<AgreementRow>> Ending(CentreCode centre, DateOnly until) => Workers.Ending(database.Source, [centre], May4, until, None);

        Assert.Equal(agreement, Assert.Single(await Ending(here, December31)).Agreement);
        Assert.Empty(await Ending(here, December31.AddDays(-1)));
        Assert.Empty(await Ending(there, December31));
    }

    [Fact]
    public async Task An_imported_engagement_that_ended_is_in_force_up_to_its_last_day()
    {
        var engagement = new EngagementId(New());
        await Record(
            new PeerWorkerRegistered(), new EngagementImported(engagement, EngagementForm.WorkTrial, there, WorkKind.PeerSupport, January1, null),
            new EngagementEndSet(engagement, May4));

        Assert.Equal(EngagementForm.WorkTrial, Assert.Single(await InForce(there, May4)).Form);
        Assert.Empty(await InForce(there, May4.AddDays(1)));
    }

    [Fact]
    public async Task The_register_lists_whoever_was_ever_engaged_at_a_centre_with_what_is_in_force_today()
    {
        await Record(new PeerWorkerRegistered(), Drafted, new AgreementCovers(agreement, here, WorkKind.PeerSupport),
            new AgreementSigned(agreement, January1));
        var gone = New();
        await database.Record(gone, new PeerWorkerRegistered(),
            new EngagementBegan(new(New()), EngagementForm.Volunteer, here, WorkKind.PeerSupport, January1, May4.AddDays(-1)));

        Task<Page<WorkerRow>> List(WorkerFilter filter) =>
            Workers.List(database.Source, filter, new(WorkerColumn.AgreementUntil, Descending: true), new(), May4, None);

        var everyone = await List(new([here]));
        Assert.Equal([new(worker), new PeerWorkerId(gone)], everyone.Rows.Select(r => r.Worker));
        Assert.Equal([true, false], everyone.Rows.Select(r => r.InForce));
        Assert.Equal([December31, null], everyone.Rows.Select(r => r.AgreementUntil));
        Assert.Equal(new(worker), Assert.Single((await List(new([here], EngagementForm.FeeForService))).Rows).Worker);
        Assert.Equal(new(gone), Assert.Single((await List(new([here], InForce: false))).Rows).Worker);
        Assert.Empty((await List(new([there]))).Rows);
        foreach (var column in Enum.GetValues<WorkerColumn>())
            Assert.Equal(2, (await Workers.List(database.Source, new([here]), new(column), new(), May4, None)).Total);
    }
}
