using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Kernel.EngagementForm;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

public sealed class EngagementFiguresTests : IAsyncLifetime
{
    const string Paid = "published-fee-for-service-individuals";
    const string Volunteers = "published-volunteers";
    const string WorkAbility = "published-work-ability-agreements-and-decisions";
    const string Symppis = "published-symppis-individuals";

    static readonly CentreCode Malmi = new("Malmi");
    static readonly CentreCode Laakso = new("Laakso");
    static readonly CentreCode LowThreshold = new("Toimintakeskus");
    static readonly DateOnly January1 = new(2024, 1, 1);
    static readonly DateOnly December31 = new(2024, 12, 31);

    readonly RecordedDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await Open(Malmi, CentreType.PsychiatryAndSubstanceAbuseCentre);
        await Open(Laakso, CentreType.PsychiatryAndSubstanceAbuseCentre);
        await Open(LowThreshold, CentreType.LowThresholdDayActivityCentre);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task Open(CentreCode code, CentreType type) => database.Record(New(), new CentreOpened(code, type, $"{code} in full", "100", new(2020, 1, 1)));

    /// <summary>One person with all of these.</summary>
    Task Person(params object[] events) => database.Record(New(), [new PeerWorkerRegistered(), .. events]);

    static EngagementBegan Engaged(EngagementForm form, CentreCode centre, DateOnly? from = null, DateOnly? until = null) =>
        new(new(New()), form, centre, WorkKind.PeerSupport, from ?? January1, until);

    static object[] Agreement(DateOnly from, DateOnly until, DateOnly? signed, params CentreCode[] centres)
    {
        var agreement = new AgreementId(New());
        return
        [
            new AgreementDrafted(agreement, 20m, from, until, "C-1", "E-1"),
            .. centres.SelectMany(c =>
                new[] { new AgreementCovers(agreement, c, WorkKind.PeerSupport), new AgreementCovers(agreement, c, WorkKind.LobbyPresence) }),
            .. signed is { } on ? [new AgreementSigned(agreement, on)] : (ReadOnlySpan<object>)[],
        ];
    }

    Task<YearReport> Report(int year = 2024) => YearReport.Of(database.Facts, year, new(new(2026, 11, 21)), CancellationToken.None);

    [Fact]
    public async Task The_first_and_the_last_day_of_a_year_count_and_the_days_beside_them_do_not()
    {
        await Person(Engaged(Volunteer, Malmi, new(2020, 1, 1), January1));
        await Person(Engaged(Volunteer, Malmi, December31, null));
        await Person(Engaged(Volunteer, Malmi, new(2020, 1, 1), January1.AddDays(-1)));
        await Person(Engaged(Volunteer, Malmi, December31.AddDays(1), null));

        Assert.Equal(2, (await Report()).City(Volunteers).Value);
    }

    [Fact]
    public async Task A_person_counts_once_however_many_engagements_and_an_agreement_each_time()
    {
        await Person(Engaged(Volunteer, Malmi, until: new(2024, 3, 1)), Engaged(Volunteer, Malmi, new(2024, 6, 1)), Engaged(WorkTrial, Malmi),
            Engaged(RehabilitativeWorkActivity, Malmi));

        var report = await Report();

        Assert.Equal((1, 2), (report.City(Volunteers).Value, report.City(WorkAbility).Value));
    }

    [Fact]
    public async Task A_person_at_two_centres_counts_at_both_and_once_for_the_city()
    {
        await Person(Engaged(Volunteer, Malmi), Engaged(Volunteer, Laakso));

        var report = await Report();

        Assert.Equal((1, 1, 1), (report.At(Malmi, Volunteers).Value, report.At(Laakso, Volunteers).Value, report.City(Volunteers).Value));
    }

    [Fact]
    public async Task A_paid_person_who_also_volunteers_is_in_two_rows()
    {
        await Person([Engaged(Volunteer, Malmi), .. Agreement(January1, December31, January1, Malmi)]);

        var report = await Report();

        Assert.Equal((1, 1), (report.City(Paid).Value, report.City(Volunteers).Value));
    }

    [Fact]
    public async Task At_a_low_threshold_centre_every_form_but_fee_for_service_counts_in_the_symppis_row_alone()
    {
        await Person(Engaged(Volunteer, LowThreshold), Engaged(WorkTrial, LowThreshold), Engaged(NgoCooperation, LowThreshold));
        await Person(Agreement(January1, December31, January1, LowThreshold));

        var report = await Report();

        Assert.Equal((1, 0, 0, 1),
            (report.City(Paid).Value, report.City(Volunteers).Value, report.City(WorkAbility).Value, report.City(Symppis).Value));
        Assert.Equal((1, 1), (report.City("individuals-volunteer").Value, report.City("individuals-fee-for-service").Value));
    }

    [Fact]
    public async Task Ending_an_engagement_takes_it_out_of_the_years_after_and_opening_it_again_brings_it_back()
    {
        var engaged = Engaged(Volunteer, Malmi, new(2022, 1, 1));
        var worker = New();
        await database.Record(worker, engaged, new EngagementEndSet(engaged.Engagement, new(2023, 12, 31)));
        Assert.Equal(0, (await Report()).City(Volunteers).Value);

        await database.Record(worker, new EngagementEndSet(engaged.Engagement, null));
        Assert.Equal(1, (await Report()).City(Volunteers).Value);
    }

    [Fact]
    public async Task A_signed_agreement_is_an_assignment_at_each_of_its_centres_and_a_draft_is_none()
    {
        await Person(Agreement(January1, December31, new(2023, 12, 1), Malmi, Laakso));
        await Person(Agreement(January1, December31, signed: null, Malmi));

        var report = await Report();

        Assert.Equal((1, 1, 1), (report.At(Malmi, Paid).Value, report.At(Laakso, Paid).Value, report.City(Paid).Value));
        Assert.Equal((1, 1, 1),
            (report.At(Malmi, "agreements-in-force").Value, report.At(Laakso, "agreements-in-force").Value,
            report.City("agreements-in-force").Value));
        Assert.Equal((0, 1), (report.City("agreements-signed").Value, (await Report(2023)).City("agreements-signed").Value));
        Assert.Equal(0, (await Report(2023)).City("agreements-in-force").Value);
    }

    [Fact]
    public async Task A_terminated_agreement_is_in_force_to_its_last_day_and_one_ended_before_its_first_day_never_was()
    {
        var (terminated, never) = (new AgreementId(New()), new AgreementId(New()));
        foreach (var (agreement, last) in new[] { (terminated, new DateOnly(2024, 1, 1)), (never, new DateOnly(2023, 12, 1)) })
            await database.Record(New(),
                new AgreementDrafted(agreement, 20m, last == new DateOnly(2024, 1, 1) ? new(2023, 6, 1) : new(2023, 12, 24), December31,
                "C-1", "E-1"),
                new AgreementCovers(agreement, Malmi, WorkKind.PeerSupport), new AgreementSigned(agreement, new(2023, 5, 1)),
                new AgreementTerminated(agreement, last, TerminationReason.WishOfWorker));

        var (before, year, after) = (await Report(2023), await Report(), await Report(2025));

        Assert.Equal((1, 1, 0), (before.City(Paid).Value, year.City(Paid).Value, after.City(Paid).Value));
        Assert.Equal((1, 1, 0),
            (before.City("agreements-in-force").Value, year.City("agreements-in-force").Value, after.City("agreements-in-force").Value));
        Assert.Equal((1, 1, 0),
            (before.City("agreements-terminated").Value, year.City("agreements-terminated").Value, after.City("agreements-terminated").Value));
    }

    [Fact]
    public async Task Centres_are_named_as_they_were_that_year_and_only_those_open_in_it_are_listed()
    {
        var renamed = New();
        await database.Record(renamed, new CentreOpened(new("Jelppi"), CentreType.SubstanceAbuseService, "Old", "100", new(2023, 6, 1)),
            new CentreRenamed("New", new(2024, 7, 1)), new CentreClosed(new(2024, 12, 31), Malmi));

        async Task<YearCentre?> Jelppi(int year) => (await Report(year)).Centres.SingleOrDefault(c => c.Code == new CentreCode("Jelppi"));

        Assert.Null(await Jelppi(2022));
        Assert.Equal("Old", (await Jelppi(2023))!.Name);
        Assert.Equal(("New", Malmi), ((await Jelppi(2024))!.Name, (await Jelppi(2024))!.Successor));
        Assert.Null(await Jelppi(2025));

        await Person(Engaged(Volunteer, new("Jelppi"), new(2025, 1, 1)), Engaged(Volunteer, new("Nobody opened it"), new(2025, 1, 1)));

        Assert.NotNull(await Jelppi(2025));
        Assert.Null((await Report(2025)).Centres.Single(c => c.Code.Value == "Nobody opened it").Type);
    }
}
