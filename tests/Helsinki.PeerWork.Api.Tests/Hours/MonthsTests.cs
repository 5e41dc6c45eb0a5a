using System.Globalization;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Hours;

public class MonthsTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    static readonly DateOnly Day = new(2026, 6, 8);

    Asking Coordinator => host.By("coordinator");

    Asking Self(Guid worker) => host.By("peer-worker", worker);

    async Task<Guid> Recorded(Guid worker, object entry) => (await Expect(201, Self(worker).Post($"{Month(worker)}/entries", entry))).Id;

    static JsonElement Only(Answer month) => Assert.Single(month["entries"].EnumerateArray());

    [Fact]
    public async Task Hours_are_recorded_declared_and_approved()
    {
        var (worker, _) = await host.Agreed(name: "Tunti Tekijä");
        await Recorded(worker, Entry(Day, minutes: 125));
        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        var waits = Assert.Single((await Coordinator.Get("/api/months?month=2026-06&status=approval")).Items, m => m.GetProperty("worker").GetGuid() == worker);
        Assert.Equal("Tunti Tekijä", waits.GetProperty("name").GetString());

        await Expect(204, Coordinator.Post($"{Month(worker)}/parts/Malmi/approval"));

        var month = await Expect(200, Self(worker).Get(Month(worker)));
        Assert.Equal("Declared", month["declaration"].GetProperty("status").GetString());
        Assert.Equal("Approved", Assert.Single(month["parts"].EnumerateArray()).GetProperty("status").GetString());
        Assert.Equal((125, 41.67m), (month["minutes"].GetInt32(), month["euros"].GetDecimal()));
        Assert.Equal("Approved", Only(month).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Overlapping_hours_are_refused_and_touching_ones_are_not()
    {
        var (worker, _) = await host.Agreed();
        await Recorded(worker, Entry(Day, "10:00", 60));

        await Refused("hours/overlap", Self(worker).Post($"{Month(worker)}/entries", Entry(Day, "10:59", 30)));
        await Recorded(worker, Entry(Day, "11:00", 60));
    }

    [Theory]
    [InlineData("2026-06-11", "10:00", 60, "ExpertAppointment", "hours/in-future")]
    [InlineData("2026-05-31", "10:00", 60, "ExpertAppointment", "hours/outside-month")]
    [InlineData("2026-06-08", "23:30", 31, "ExpertAppointment", "hours/past-midnight")]
    [InlineData("2026-06-08", "10:00", 0, "ExpertAppointment", "hours/minutes")]
    [InlineData("2026-06-08", "10:00", 60, "Workshop", "hours/no-terms-in-force")]
    [InlineData("2026-06-08", "10:00", 60, "AitoValittajaMeeting", "hours/meeting-belongs-to-process")]
    public async Task What_no_rule_allows_is_refused(string on, string start, int minutes, string kind, string code)
    {
        var (worker, _) = await host.Agreed();

        await Refused(code, Self(worker).Post($"{Month(worker)}/entries", Entry(DateOnly.Parse(on, CultureInfo.InvariantCulture), start, minutes, kind: kind)));
        Assert.Equal(0, (await Self(worker).Get(Month(worker)))["minutes"].GetInt32());
    }

    [Theory]
    [InlineData("""{"on":"8.6.2026","start":"10:00","minutes":60,"centre":"Malmi","kind":"ExpertAppointment"}""", "on")]
    [InlineData("""{"on":"2026-06-08","start":"10:00:30","minutes":60,"centre":"Malmi","kind":"ExpertAppointment"}""", "start")]
    [InlineData("""{"on":"2026-06-08","start":"10:00","minutes":"60","centre":"Malmi","kind":"ExpertAppointment"}""", "minutes")]
    [InlineData("""{"on":"2026-06-08","start":"10:00","minutes":60,"centre":"Malmi","kind":"Golf"}""", "kind")]
    [InlineData("""{"on":"2026-06-08","start":"10:00","minutes":60,"centre":"Malmi"}""", "kind")]
    [InlineData("""{"on":"2026-06-08","start":"10:00","minutes":60,"centre":"Malmi","kind":"ExpertAppointment","note":"x"}""", "note")]
    public async Task What_cannot_be_read_is_named(string body, string field)
    {
        var (worker, _) = await host.Agreed();

        await Names(field, Self(worker).Post($"{Month(worker)}/entries", body));
    }

    [Theory, InlineData("2026-13"), InlineData("june"), InlineData("0001-01")]
    public async Task A_month_that_is_none_is_named(string month) =>
        await Names("month", Coordinator.Get($"/api/peer-workers/{Guid.NewGuid()}/months/{month}"));

    [Fact]
    public async Task An_entry_is_corrected_with_the_version_that_was_seen()
    {
        var (worker, _) = await host.Agreed();
        var entry = await Recorded(worker, Entry(Day));
        var at = $"{Month(worker)}/entries/{entry}";
        var seen = (await Self(worker).Get(Month(worker))).ETag;

        await Expect(428, Self(worker).Put(at, Entry(Day, minutes: 90), null));
        await Expect(204, Self(worker).Put(at, Entry(Day, minutes: 90), seen));
        await Expect(412, Self(worker).Put(at, Entry(Day, minutes: 30), seen));

        Assert.Equal(90, (await Self(worker).Get(Month(worker)))["minutes"].GetInt32());
    }

    [Fact]
    public async Task An_entry_corrected_to_a_day_of_another_month_moves_there()
    {
        var (worker, _) = await host.Agreed();
        var entry = await Recorded(worker, Entry(Day));
        var seen = (await Self(worker).Get(Month(worker))).ETag;

        await Expect(204, Self(worker).Put($"{Month(worker)}/entries/{entry}", Entry(new(2026, 5, 29)), seen));

        Assert.Empty((await Self(worker).Get(Month(worker)))["entries"].EnumerateArray());
        Assert.Equal(entry, Only(await Self(worker).Get(Month(worker, "2026-05"))).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_entry_that_has_no_room_in_the_other_month_stays()
    {
        var (worker, _) = await host.Agreed();
        var entry = await Recorded(worker, Entry(Day));
        await Expect(201, Self(worker).Post($"{Month(worker, "2026-05")}/entries", Entry(new(2026, 5, 29))));
        var seen = (await Self(worker).Get(Month(worker))).ETag;

        await Refused("hours/overlap", Self(worker).Put($"{Month(worker)}/entries/{entry}", Entry(new(2026, 5, 29)), seen));

        Assert.Equal(120, (await Self(worker).Get(Month(worker)))["minutes"].GetInt32());
    }

    [Fact]
    public async Task A_withdrawn_entry_stands_no_more_and_goes_nowhere()
    {
        var (worker, _) = await host.Agreed();
        var entry = await Recorded(worker, Entry(Day));

        await Expect(204, Self(worker).Post($"{Month(worker)}/entries/{entry}/withdrawal"));

        var month = await Self(worker).Get(Month(worker));
        Assert.Empty(month["entries"].EnumerateArray());
        await Refused("hours/withdrawn", Self(worker).Put($"{Month(worker)}/entries/{entry}", Entry(new(2026, 5, 29)), month.ETag));
    }

    [Fact]
    public async Task A_meeting_is_not_touched_past_its_process()
    {
        var (worker, _) = await host.Agreed();
        var process = await host.ActiveProcess(worker);
        var meeting = (await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{process}/meetings", Meeting(Day)))).Id;
        var at = $"{Month(worker)}/entries/{meeting}";
        var seen = (await Self(worker).Get(Month(worker))).ETag;

        await Refused("hours/meeting-belongs-to-process", Self(worker).Put(at, Entry(Day), seen));
        await Refused("hours/meeting-belongs-to-process", Self(worker).Put(at, Entry(new(2026, 5, 29)), seen));
        await Refused("hours/meeting-belongs-to-process", Self(worker).Post($"{at}/withdrawal"));
    }

    [Fact]
    public async Task Nothing_is_approved_before_the_worker_says_it_is_whole()
    {
        var (worker, _) = await host.Agreed();
        await Recorded(worker, Entry(Day));

        await Refused("hours/not-declared", Coordinator.Post($"{Month(worker)}/parts/Malmi/approval"));
    }

    [Fact]
    public async Task A_month_with_nothing_is_declared_too()
    {
        var (worker, _) = await host.Agreed();

        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        await Refused("hours/month-not-begun", Self(worker).Post($"{Month(worker, "2026-07")}/declaration"));
    }

    [Fact]
    public async Task A_returned_part_goes_back_to_the_worker_and_an_approval_can_be_taken_back()
    {
        var (worker, _) = await host.Agreed();
        await Recorded(worker, Entry(Day));
        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));

        await Expect(204, Coordinator.Post($"{Month(worker)}/parts/Malmi/return", new { reason = "HoursMissing" }));
        var returned = (await Self(worker).Get(Month(worker)))["declaration"];
        Assert.Equal(("Returned", "Malmi", "HoursMissing"),
            (returned.GetProperty("status").GetString(), returned.GetProperty("returnedBy").GetString(), returned.GetProperty("reason").GetString()));

        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        await Expect(204, Coordinator.Post($"{Month(worker)}/parts/Malmi/approval"));
        await Expect(204, Coordinator.Post($"{Month(worker)}/parts/Malmi/approval-withdrawal"));
        Assert.Equal("Open", Only(await Self(worker).Get(Month(worker))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Nobody_approves_their_own_hours()
    {
        var (worker, _) = await host.Agreed();
        await Recorded(worker, Entry(Day));
        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        var both = host.By(new Persona("coordinates-and-works", "coordinator and peer worker", ["coordinator", "peer-worker"], ["Malmi"]), worker);

        await Expect(403, both.Post($"{Month(worker)}/parts/Malmi/approval"));

        Assert.Equal("Open", Only(await Self(worker).Get(Month(worker))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_coordinator_of_another_centre_sees_nothing_and_changes_nothing()
    {
        var (worker, _) = await host.Agreed();
        var entry = await Recorded(worker, Entry(Day));
        await Expect(204, Self(worker).Post($"{Month(worker)}/declaration"));
        var other = host.By("coordinator-city");

        await Expect(404, other.Get(Month(worker)));
        await Expect(404, other.Post($"{Month(worker)}/entries", Entry(Day, "15:00")));
        await Expect(404, other.Post($"{Month(worker)}/entries/{entry}/withdrawal"));
        await Expect(404, other.Post($"{Month(worker)}/parts/Malmi/approval"));
        await Expect(404, other.Post($"{Month(worker)}/parts/Kalasatama/return", new { reason = "HoursMissing" }));
        Assert.DoesNotContain((await other.Get("/api/months?month=2026-06")).Items, m => m.GetProperty("worker").GetGuid() == worker);
    }

    [Fact]
    public async Task A_coordinator_sees_the_own_centres_part_and_the_worker_all_of_it()
    {
        var (worker, _) = await host.Agreed("Laakso");
        var malmi = host.By(new Persona("coordinator-malmi", "coordinator of Malmi", ["coordinator"], ["Malmi"]));
        await Expect(201, Coordinator.Post($"/api/peer-workers/{worker}/engagements", new { form = "Volunteer", centre = "Malmi", kind = "PeerSupport", from = "2026-01-01" }));
        await Recorded(worker, Entry(Day, centre: "Laakso"));
        await Recorded(worker, new { on = Day, start = "15:00", minutes = 30, centre = "Malmi", kind = "PeerSupport", form = "Volunteer" });

        var (seen, all) = (await Expect(200, malmi.Get(Month(worker))), await Expect(200, Self(worker).Get(Month(worker))));

        Assert.Equal((30, 0m), (seen["minutes"].GetInt32(), seen["euros"].GetDecimal()));
        Assert.Equal("Malmi", Only(seen).GetProperty("centre").GetString());
        Assert.Equal((150, 40m), (all["minutes"].GetInt32(), all["euros"].GetDecimal()));
    }

    [Fact]
    public async Task A_worker_knows_nothing_of_another_workers_month()
    {
        var ((own, _), (other, _)) = (await host.Agreed(), await host.Agreed());

        await Expect(404, Self(own).Get(Month(other)));
        await Expect(404, Self(own).Post($"{Month(other)}/entries", Entry(Day)));
        await Expect(404, Self(own).Post($"{Month(other)}/declaration"));
    }

    [Theory, InlineData("therapist"), InlineData("payroll"), InlineData("planner"), InlineData("administrator"), InlineData("data-protection")]
    public async Task Others_have_nothing_to_do_with_months(string persona)
    {
        var (worker, _) = await host.Agreed();

        await Expect(403, host.By(persona).Get(Month(worker)));
        await Expect(403, host.By(persona).Get("/api/months"));
        await Expect(403, host.By(persona).Post($"{Month(worker)}/entries", Entry(Day)));
    }

    [Fact]
    public async Task Those_who_declared_nothing_are_listed_too()
    {
        var (worker, _) = await host.Agreed();

        var waits = Assert.Single((await Coordinator.Get("/api/months?month=2026-04&status=Declaration&sort=-minutes&size=200")).Items, m => m.GetProperty("worker").GetGuid() == worker);

        Assert.Equal("Declaration", waits.GetProperty("waits").GetString());
        await Names("status", Coordinator.Get("/api/months?status=Late"));
        await Names("month", Coordinator.Get("/api/months?month=6"));
    }

    [Fact]
    public async Task The_same_entry_by_the_same_id_changes_nothing()
    {
        var (worker, _) = await host.Agreed();
        var id = Guid.CreateVersion7();

        await Recorded(worker, Entry(Day, id: id));
        await Recorded(worker, Entry(Day, id: id));
        await Refused("hours/entry-exists", Self(worker).Post($"{Month(worker)}/entries", Entry(Day, "18:00", id: id)));

        Assert.Equal(120, (await Self(worker).Get(Month(worker)))["minutes"].GetInt32());
    }
}
