using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Agreements;

public class AgreementsTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    Asking Coordinator => host.By("coordinator");

    static string At(Guid worker, string what) => $"/api/peer-workers/{worker}/{what}";

    async Task<JsonElement> AgreementOf(Guid worker) => (await Coordinator.Get($"/api/peer-workers/{worker}"))["agreements"][0];

    [Fact]
    public async Task An_agreement_is_drafted_at_the_configured_rate_signed_and_amended()
    {
        var (worker, agreement) = await host.Agreed();

        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/amendments"), new { rate = 21.5m, from = "2026-07-01" }));

        var read = await AgreementOf(worker);
        Assert.Equal("Signed", read.GetProperty("phase").GetString());
        Assert.False(read.GetProperty("expired").GetBoolean());
        Assert.Equal([20m, 21.5m], read.GetProperty("rates").EnumerateArray().Select(r => r.GetProperty("rate").GetDecimal()));
    }

    [Fact]
    public async Task The_same_draft_by_the_same_id_changes_nothing()
    {
        var worker = await host.Registered();
        var (id, draft) = (Guid.CreateVersion7(), DraftFor("Malmi"));
        var body = JsonSerializer.SerializeToNode(draft)!.AsObject();
        body["id"] = id;

        await Expect(201, Coordinator.Post(At(worker, "agreements"), body));
        await Expect(201, Coordinator.Post(At(worker, "agreements"), body));

        Assert.Equal(1, (await Coordinator.Get($"/api/peer-workers/{worker}"))["agreements"].GetArrayLength());
    }

    [Fact]
    public async Task Agreements_for_the_same_work_and_days_are_refused_when_signed()
    {
        var (worker, _) = await host.Agreed();
        var second = (await Expect(201, Coordinator.Post(At(worker, "agreements"), DraftFor("Malmi", "2026-06-01", "2027-06-01")))).Id;

        await Refused("agreements/overlap", Coordinator.Post(At(worker, $"agreements/{second}/signature"), Documents));
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{second}/discard")));
        await Expect(404, Coordinator.Post(At(worker, $"agreements/{second}/discard")));
    }

    [Fact]
    public async Task Two_agreements_that_overlap_signed_at_once_leave_one()
    {
        var worker = await host.Registered();
        var drafts = new List<Guid>();
        for (var n = 0; n < 6; n++) drafts.Add((await Expect(201, Coordinator.Post(At(worker, "agreements"), DraftFor("Malmi")))).Id);

        var answers = await AtOnce(drafts.Count, n => Coordinator.Post(At(worker, $"agreements/{drafts[n]}/signature"), Documents));

        Assert.Single(answers, a => a.Status == 204);
        Assert.All(answers.Where(a => a.Status != 204), a => Assert.Equal("agreements/overlap", a.Code));
    }

    [Fact]
    public async Task Documents_are_accepted_in_the_drafts_versions()
    {
        var worker = await host.Registered();
        var draft = (await Expect(201, Coordinator.Post(At(worker, "agreements"), DraftFor("Malmi")))).Id;

        await Refused("agreements/documents-not-accepted", Coordinator.Post(At(worker, $"agreements/{draft}/signature"), new { confidentiality = "2025-1", ethics = "2026-1" }));
    }

    [Fact]
    public async Task A_rate_is_not_amended_for_hours_that_may_be_done_already()
    {
        var (worker, agreement) = await host.Agreed();

        await Refused("agreements/in-past", Coordinator.Post(At(worker, $"agreements/{agreement}/amendments"), new { rate = 25m, from = "2026-06-10" }));
        await Refused("agreements/rate-not-allowed", Coordinator.Post(At(worker, $"agreements/{agreement}/amendments"), new { rate = 20.005m, from = "2026-07-01" }));
    }

    [Fact]
    public async Task An_agreement_is_extended_and_terminated()
    {
        var (worker, agreement) = await host.Agreed();

        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/extension"), new { until = "2027-03-31" }));
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/termination"), new { lastDay = "2026-06-30", reason = "WishOfWorker" }));

        var read = await AgreementOf(worker);
        Assert.Equal(("Terminated", "2026-06-30"), (read.GetProperty("phase").GetString(), read.GetProperty("until").GetString()));
        await Refused("agreements/terminated", Coordinator.Post(At(worker, $"agreements/{agreement}/extension"), new { until = "2027-03-31" }));
    }

    [Fact]
    public async Task A_stale_version_is_refused_where_one_is_given()
    {
        var (worker, agreement) = await host.Agreed();
        var seen = (await Coordinator.Get($"/api/peer-workers/{worker}")).ETag;
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/extension"), new { until = "2027-03-31" }, ifMatch: seen));

        await Expect(412, Coordinator.Post(At(worker, $"agreements/{agreement}/extension"), new { until = "2027-04-30" }, ifMatch: seen));
    }

    [Fact]
    public async Task A_volunteer_begins_and_ends()
    {
        var worker = await host.Registered();
        var engagement = (await Expect(201, Coordinator.Post(At(worker, "engagements"), new { form = "Volunteer", centre = "Malmi", kind = "PeerSupport", from = "2026-01-01" }))).Id;

        await Expect(204, Coordinator.Post(At(worker, $"engagements/{engagement}/end"), new { lastDay = "2026-05-31" }));

        var read = (await Coordinator.Get($"/api/peer-workers/{worker}"))["engagements"][0];
        Assert.Equal("2026-05-31", read.GetProperty("until").GetString());
        await Refused("agreements/until-before-from", Coordinator.Post(At(worker, $"engagements/{engagement}/end"), new { lastDay = "2025-12-31" }));
    }

    [Fact]
    public async Task Fee_for_service_begins_with_a_signature_only()
    {
        var worker = await host.Registered();

        await Refused("agreements/fee-for-service-is-signed",
            Coordinator.Post(At(worker, "engagements"), new { form = "FeeForService", centre = "Malmi", kind = "PeerSupport", from = "2026-01-01" }));
    }

    [Fact]
    public async Task Travel_tickets_go_into_the_ledger()
    {
        var (worker, _) = await host.Agreed();

        await Expect(204, Coordinator.Post(At(worker, "travel-tickets"), new { centre = "Malmi", count = 20 }));
        await Refused("agreements/ticket-count", Coordinator.Post(At(worker, "travel-tickets"), new { centre = "Malmi", count = 0 }));

        var ticket = Assert.Single((await Coordinator.Get($"/api/peer-workers/{worker}"))["travelTickets"].EnumerateArray());
        Assert.Equal((20, "2026-06-10"), (ticket.GetProperty("tickets").GetInt32(), ticket.GetProperty("on").GetString()));
    }

    [Fact]
    public async Task A_closed_or_unknown_centre_is_refused_and_anothers_is_hidden()
    {
        var worker = await host.Registered();

        await Expect(404, Coordinator.Post(At(worker, "agreements"), DraftFor("Kalasatama")));
        await Refused("centres/not-open-on-day", Coordinator.Post(At(worker, "agreements"), DraftFor("Vuosaari")));
    }

    [Theory]
    [InlineData("""{"from":"2026-01-01","until":"31.12.2026","works":[],"confidentiality":"1","ethics":"1"}""", "until")]
    [InlineData("""{"from":"2026-01-01","until":"2026-12-31","works":[null],"confidentiality":"1","ethics":"1"}""", "works")]
    [InlineData("""{"from":"2026-01-01","until":"2026-12-31","works":[{"centre":"Malmi","kind":"Golf"}],"confidentiality":"1","ethics":"1"}""", "works[0].kind")]
    [InlineData("""{"from":"2026-01-01","until":"2026-12-31","works":[],"confidentiality":"","ethics":"1"}""", "confidentiality")]
    [InlineData("""{"from":"2010-01-01","until":"2026-12-31","works":[],"confidentiality":"1","ethics":"1","rate":"20"}""", "rate")]
    public async Task What_cannot_be_read_is_named(string body, string field) => await Names(field, Coordinator.Post(At(await host.Registered(), "agreements"), body));

    [Fact]
    public async Task Without_a_rate_before_any_was_configured_one_is_asked_for() =>
        await Names("rate", Coordinator.Post(At(await host.Registered(), "agreements"), DraftFor("Malmi", "2018-01-01", "2018-12-31")));

    [Fact]
    public async Task A_coordinator_who_is_a_peer_worker_too_does_not_decide_on_the_own_agreement()
    {
        var (worker, agreement) = await host.Agreed();
        var both = host.By(new Persona("both", "coordinator and peer worker", ["coordinator", "peer-worker"], ["Malmi"]), worker);

        await Expect(403, both.Post(At(worker, $"agreements/{agreement}/amendments"), new { rate = 100m, from = "2026-07-01" }));
        await Expect(403, both.Post(At(worker, "agreements"), DraftFor("Malmi", "2027-01-01", "2027-12-31")));
    }

    [Fact]
    public async Task Agreements_that_end_soon_are_listed_by_their_last_day()
    {
        var (worker, agreement) = await host.Agreed("Laakso", "Pian Päättyvä");
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/extension"), new { until = "2026-06-20" }));

        var ending = Assert.Single((await Expect(200, Coordinator.Get("/api/agreements?endingBefore=2026-06-21&centre=Laakso"))).Items);
        Assert.Equal("Pian Päättyvä", ending.GetProperty("name").GetString());
        Assert.Empty((await Coordinator.Get("/api/agreements?endingBefore=2026-06-20&centre=Laakso")).Items);
        await Expect(400, host.By("coordinator-city").Get("/api/agreements?endingBefore=2026-06-21&centre=Laakso"));
    }

    [Fact]
    public async Task Drafts_that_wait_to_be_signed_are_listed_until_they_are()
    {
        var worker = await host.Registered("Luonnos Laaksossa");
        var agreement = (await Expect(201, Coordinator.Post(At(worker, "agreements"), DraftFor("Laakso", "2026-07-01")))).Id;

        Assert.Contains(agreement, await Drafts());
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/signature"), Documents));
        Assert.DoesNotContain(agreement, await Drafts());

        async Task<IEnumerable<Guid>> Drafts() => (await Expect(200, Coordinator.Get("/api/agreements/drafts?centre=Laakso"))).Items
            .Select(d => d.GetProperty("agreement").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_worker_tells_what_happened_to_the_agreements_in_order()
    {
        var (worker, agreement) = await host.Agreed();
        await Expect(204, Coordinator.Post(At(worker, $"agreements/{agreement}/termination"), new { lastDay = "2026-06-30", reason = "WishOfWorker" }));
        await Expect(204, Coordinator.Post(At(worker, "travel-tickets"), new { centre = "Malmi", count = 5 }));

        var history = (await Coordinator.Get($"/api/peer-workers/{worker}"))["history"].EnumerateArray().ToList();

        Assert.Equal(["Registered", "AgreementDrafted", "AgreementSigned", "AgreementTerminated", "TicketsIssued"], history.Select(h => h.GetProperty("what").GetString()));
        Assert.Equal("WishOfWorker", history[3].GetProperty("reason").GetString());
        Assert.Equal(5, history[4].GetProperty("tickets").GetInt32());
    }
}
