using System.Text;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.PeerWorkers;

public class PeerWorkersTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    const string Workers = "/api/peer-workers";

    Asking Coordinator => host.By("coordinator");

    [Fact]
    public async Task A_registered_worker_is_read_back_with_identity_code_and_payroll_number_only_said_to_be_on_file()
    {
        var made = await Expect(201, Coordinator.Post(Workers, new { name = " Meri Meritie ", reference = "V-1", identityCode = "131052-308T", payrollNumber = "40117" }));

        var worker = await Expect(200, Coordinator.Get($"{Workers}/{made.Id}"));

        Assert.Equal("Meri Meritie", worker["name"].GetString());
        Assert.True(worker["identityCodeOnFile"].GetBoolean());
        Assert.True(worker["payrollNumberOnFile"].GetBoolean());
        Assert.DoesNotContain("131052", worker.Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("40117", worker.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal("\"1\"", worker.ETag);
    }

    [Fact]
    public async Task An_identity_code_belongs_to_one_worker()
    {
        var body = new { name = "Ensimmäinen", identityCode = "140372-9013" };
        await Expect(201, Coordinator.Post(Workers, body));

        await Refused("peer-workers/identity-code-taken", Coordinator.Post(Workers, body with { name = "Toinen" }));
    }

    [Fact]
    public async Task Two_who_register_one_identity_code_at_once_make_one_worker()
    {
        var answers = await AtOnce(8, n => Coordinator.Post(Workers, new { name = $"Kilpa {n}", identityCode = "020268-903K" }));

        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("peer-workers/identity-code-taken", a.Code));
    }

    [Fact]
    public async Task A_reference_belongs_to_one_worker()
    {
        await Expect(201, Coordinator.Post(Workers, new { name = "Ensimmäinen", reference = "V-77" }));

        await Refused("peer-workers/reference-taken", Coordinator.Post(Workers, new { name = "Toinen", reference = "v-77" }));
    }

    [Theory]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"A","identityCode":"131052-308X"}""", "identityCode")]
    [InlineData("""{"name":"A","reference":""}""", "reference")]
    [InlineData("""{"name":"A","payrollNumber":7}""", "payrollNumber")]
    public Task What_cannot_be_read_is_named(string body, string field) => Names(field, Coordinator.Post(Workers, body));

    [Fact]
    public async Task A_wrong_identity_code_is_not_repeated_in_the_answer() =>
        Assert.DoesNotContain("131052-308X", (await Coordinator.Post(Workers, new { name = "A", identityCode = "131052-308X" })).Body.ToString(), StringComparison.Ordinal);

    [Theory, InlineData("therapist"), InlineData("peer-worker"), InlineData("payroll"), InlineData("planner"), InlineData("administrator"), InlineData("data-protection")]
    public async Task Only_a_coordinator_registers(string persona) => await Expect(403, host.By(persona).Post(Workers, new { name = "A" }));

    [Fact]
    public async Task Without_a_token_nothing_is_told() => await Expect(401, host.ByNobody().Get(Workers));

    [Fact]
    public async Task A_worker_without_centres_is_every_coordinators_and_with_an_agreement_only_the_centres()
    {
        var worker = await host.Registered("Uusi Tulokas");
        await Expect(200, host.By("coordinator-city").Get($"{Workers}/{worker}"));
        Assert.Single((await host.By("coordinator-city").Post($"{Workers}/search", new { name = "tulokas" })).Items);

        var agreement = (await Expect(201, Coordinator.Post($"{Workers}/{worker}/agreements", DraftFor("Malmi")))).Id;
        await Expect(204, Coordinator.Post($"{Workers}/{worker}/agreements/{agreement}/signature", Documents));

        await Expect(404, host.By("coordinator-city").Get($"{Workers}/{worker}"));
        Assert.Empty((await host.By("coordinator-city").Post($"{Workers}/search", new { name = "tulokas" })).Items);
        await Expect(200, Coordinator.Get($"{Workers}/{worker}"));
    }

    [Fact]
    public async Task Where_an_old_engagement_ended_the_person_is_read_but_changed_no_more()
    {
        var (worker, _) = await host.Agreed();
        var elsewhere = new { form = "Volunteer", centre = "Kalasatama", kind = "PeerSupport", from = "2025-01-01", until = "2025-06-30" };
        await Expect(201, host.By(new Persona("of-both", "", ["coordinator"], ["Malmi", "Kalasatama"])).Post($"{Workers}/{worker}/engagements", elsewhere));

        var there = host.By("coordinator-city");
        var seen = await Expect(200, there.Get($"{Workers}/{worker}/person"));
        await Expect(404, there.Put($"{Workers}/{worker}/person", new { name = "Toinen", payrollNumber = (string?)null }, seen.ETag));
        await Expect(204, Coordinator.Put($"{Workers}/{worker}/person", new { name = "Toinen", payrollNumber = (string?)null }, seen.ETag));
    }

    [Fact]
    public async Task A_worker_reads_the_own_record_and_nobody_elses()
    {
        var ((own, _), (other, _)) = (await host.Agreed(), await host.Agreed());

        await Expect(200, host.By("peer-worker", own).Get($"{Workers}/{own}"));
        await Expect(404, host.By("peer-worker", own).Get($"{Workers}/{other}"));
    }

    [Fact]
    public async Task The_register_is_searched_by_name_form_and_day_and_ordered_by_name()
    {
        await host.Agreed(name: "Örn Haettava");
        await host.Agreed(name: "Aarne Haettava");
        await host.Registered("Sirkka Haettava");

        var all = (await Expect(200, Coordinator.Post($"{Workers}/search", new { name = "HAETTAVA" }))).Items.Select(w => w.GetProperty("name").GetString());
        var paid = (await Expect(200, Coordinator.Post($"{Workers}/search", new { name = "haettava", form = "feeforservice", sort = "-name" }))).Items.Select(w => w.GetProperty("name").GetString());

        Assert.Equal(["Aarne Haettava", "Sirkka Haettava", "Örn Haettava"], all);
        Assert.Equal(["Örn Haettava", "Aarne Haettava"], paid);
        Assert.Empty((await Coordinator.Post($"{Workers}/search", new { name = "haettava", inForce = true, on = "2027-01-01" })).Items);
    }

    [Fact]
    public async Task Names_that_were_found_are_not_kept_under_the_key_of_the_search()
    {
        await host.Registered("Salla Löytyvä");

        Assert.Single((await Expect(200, Coordinator.Post($"{Workers}/search", new { name = "löytyvä" }, key: "names"))).Items);

        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from peerwork.idempotency where key = 'names'")).Single());
    }

    [Theory, InlineData("page=0", "page"), InlineData("size=1000", "size"), InlineData("sort=shoeSize", "sort"), InlineData("form=Paid", "form"), InlineData("on=1.6.2026", "on")]
    [InlineData("on=0001-01-01", "on")]
    public Task A_list_names_what_it_cannot_read(string query, string field) => Names(field, Coordinator.Get($"{Workers}?{query}"));

    [Fact]
    public async Task A_person_is_replaced_with_the_version_that_was_seen()
    {
        var worker = (await Expect(201, Coordinator.Post(Workers, new { name = "Vanha Nimi", identityCode = "231185-906V", payrollNumber = "40118" }))).Id;
        var seen = await Expect(200, Coordinator.Get($"{Workers}/{worker}/person"));

        var replaced = await Expect(204, Coordinator.Put($"{Workers}/{worker}/person", new { name = "Uusi Nimi", payrollNumber = (string?)null }, seen.ETag));

        var now = await Expect(200, Coordinator.Get($"{Workers}/{worker}/person"));
        Assert.Equal(now.ETag, replaced.ETag);
        Assert.NotEqual(seen.ETag, now.ETag);
        Assert.Equal("Uusi Nimi", now["name"].GetString());
        Assert.True(now["payrollNumberOnFile"].GetBoolean());
        Assert.True(now["identityCodeOnFile"].GetBoolean());
        var payee = await host.By("payroll").Get($"/api/payroll/payees/{worker}");
        Assert.Equal(("231185-906V", "40118"), (payee["identityCode"].GetString(), payee["payrollNumber"].GetString()));
        Assert.Equal("request/stale", (await Expect(412, Coordinator.Put($"{Workers}/{worker}/person", new { name = "Toinen", payrollNumber = "2" }, seen.ETag))).Code);
    }

    [Fact]
    public async Task A_person_is_not_replaced_unseen()
    {
        var worker = await host.Registered();

        Assert.Equal("request/if-match-required", (await Expect(428, Coordinator.Put($"{Workers}/{worker}/person", new { name = "A", payrollNumber = "1" }, null))).Code);
    }

    [Fact]
    public async Task Of_many_who_replace_one_person_at_once_one_wins()
    {
        var worker = await host.Registered();
        var seen = (await Coordinator.Get($"{Workers}/{worker}/person")).ETag;

        var answers = await AtOnce(10, n => Coordinator.Put($"{Workers}/{worker}/person", new { name = $"Nimi {n}", payrollNumber = "1" }, seen));

        Assert.Single(answers, a => a.Status == 204);
        Assert.Equal(9, answers.Count(a => a.Status == 412));
    }

    [Fact]
    public async Task The_same_key_registers_once()
    {
        var body = new { name = "Kerran" };

        var first = await Expect(201, Coordinator.Post(Workers, body, key: "register-once"));
        var again = await Expect(201, Coordinator.Post(Workers, body, key: "register-once"));

        Assert.Equal(first.Id, again.Id);
        await Expect(422, Coordinator.Post(Workers, body with { name = "Toisin" }, key: "register-once"));
    }

    [Fact]
    public async Task A_no_is_titled_in_the_language_of_the_asker()
    {
        var unknown = $"{Workers}/{Guid.NewGuid()}";

        Assert.Equal("Ei löytynyt.", (await Coordinator.Get(unknown, "fi-FI, en;q=0.5"))["title"].GetString());
        Assert.Equal("Hittades inte.", (await Coordinator.Get(unknown, "sv"))["title"].GetString());
        Assert.Equal("Not found.", (await Coordinator.Get(unknown, "de"))["title"].GetString());
    }

    [Fact]
    public async Task Names_and_identity_codes_stand_sealed_in_the_database()
    {
        var worker = (await Expect(201, Coordinator.Post(Workers, new { name = "Salainen Nimi", identityCode = "050590-912W" }))).Id;

        var stored = await host.Database.Query<byte[]>($"select name || identity_code from personal.peer_worker where id = '{worker}'");

        var text = Encoding.Latin1.GetString(Assert.Single(stored));
        Assert.DoesNotContain("Salainen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("050590", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_look_is_in_the_access_log()
    {
        var worker = await host.Registered();

        await Expect(200, Coordinator.Get($"{Workers}/{worker}"));

        Assert.Equal(["RegisterPeerWorker", "ReadPeerWorker"],
            await host.Database.Query<string>($"select operation from audit.access_log where '{worker}' = any(persons) order by id"));
    }
}
