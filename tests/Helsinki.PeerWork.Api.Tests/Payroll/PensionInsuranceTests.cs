using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class PensionInsuranceTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    static readonly DateOnly May = new(2026, 5, 1);

    Asking Payroll => host.By("payroll");

    static string At(PeerWorkerId worker) => $"/api/payroll/payees/{worker.Value}/pension-insurance";

    async Task Note(PeerWorkerId worker, object pension) => await Expect(204, Payroll.Put(At(worker), pension, (await Payroll.Get(At(worker))).ETag));

    /// <summary>A worker with an hour of approved work on 18 May 2026, and what the preview says of them. Payment is on 18 June.</summary>
    async Task<(PeerWorkerId Worker, Func<Task<(string? Standing, string Warnings)>> Preview)> Paid(string reference, string? identityCode, object? pension)
    {
        var worker = await host.Expert(reference, identityCode);
        await host.Record(worker, new(Guid.CreateVersion7()), new(2026, 5, 18), 60);
        await host.Approve(worker, May);
        if (pension is not null) await Note(worker, pension);
        return (worker, async () => Of(await Expect(200, Payroll.Get("/api/payroll/preview?until=2026-05-31")), worker));
    }

    static (string? Standing, string Warnings) Of(Answer preview, PeerWorkerId worker) => (
        preview["workers"].EnumerateArray().Single(w => w.GetProperty("worker").GetGuid() == worker.Value).GetProperty("pension").GetString(), Warnings(preview, worker));

    static string Warnings(Answer answer, PeerWorkerId worker) => string.Join(' ', answer["warnings"].EnumerateArray()
        .Where(w => w.GetProperty("worker").ValueKind != JsonValueKind.Null && w.GetProperty("worker").GetGuid() == worker.Value).Select(w => w.GetProperty("code").GetString()));

    [Fact]
    public async Task It_is_noted_changed_and_deleted_by_the_version_that_was_seen()
    {
        var worker = await host.Expert("Y1", "120380-918D");
        var none = await Expect(200, Payroll.Get(At(worker)));
        Assert.Equal(("Null", "Unknown"), (none["status"].ValueKind.ToString(), none["standing"].GetString()));

        await Expect(428, Payroll.Put(At(worker), new { status = "NotInsured" }, null));
        await Expect(204, Payroll.Put(At(worker), new { status = "Insured", certificateOn = "2026-01-07", nextCheck = "2027-01-07" }, none.ETag));
        await Expect(412, Payroll.Put(At(worker), new { status = "NotInsured" }, none.ETag));
        var noted = await Expect(200, Payroll.Get(At(worker)));
        Assert.Equal(("Insured", "2026-01-07", "2027-01-07", "YelInsured"),
            (noted["status"].GetString(), noted["certificateOn"].GetString(), noted["nextCheck"].GetString(), noted["standing"].GetString()));

        await Expect(412, Payroll.Delete(At(worker), none.ETag));
        await Expect(204, Payroll.Delete(At(worker), noted.ETag));
        await Expect(204, Payroll.Delete(At(worker)));
        Assert.Equal("Null", (await Payroll.Get(At(worker)))["status"].ValueKind.ToString());
        Assert.Equal([true], await host.Database.Query<bool>(
            $"select yel_status is null and yel_certificate_on is null and yel_next_check is null from personal.peer_worker where id = '{worker.Value}'"));
    }

    [Theory]
    [InlineData("120380-927P", "2026-06-11", ""), InlineData("120380-928R", "2026-06-10", "YelCheckDue"), InlineData("120380-929S", null, "YelCheckMissing")]
    public async Task Who_is_insured_by_a_certificate_is_told_of_with_the_check_that_is_due_or_was_never_set(string identityCode, string? nextCheck, string concerns)
    {
        var worker = await host.Expert(identityCode, identityCode);

        await Note(worker, new { status = "Insured", certificateOn = "2026-01-07", nextCheck });

        var noted = await Expect(200, Payroll.Get(At(worker)));
        Assert.Equal(("YelInsured", concerns), (noted["standing"].GetString(), string.Join(' ', noted["concerns"].EnumerateArray().Select(c => c.GetString()))));
    }

    [Fact]
    public async Task It_stands_sealed_and_stays_when_the_payee_is_otherwise_changed()
    {
        var worker = await host.Expert("Y2", "120380-919E");
        await Note(worker, new { status = "Insured", certificateOn = "2026-01-07", nextCheck = "2027-01-07" });

        await Expect(204, Payroll.Put($"/api/payroll/payees/{worker.Value}", new { name = "Uusi", identityCode = (string?)null, payrollNumber = "1" }, (await Payroll.Get(At(worker))).ETag));

        Assert.Equal("Insured", (await Payroll.Get(At(worker)))["status"].GetString());
        foreach (var column in (string[])["yel_status", "yel_certificate_on", "yel_next_check"])
            Assert.DoesNotMatch("Insured|2026|2027", Encoding.Latin1.GetString(Assert.Single(
                await host.Database.Query<byte[]>($"select {column} from personal.peer_worker where id = '{worker.Value}'"))));
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from mt_events where data::text like '%2027-01-07%'")).Single());
    }

    [Theory]
    [InlineData("""{"status":"Insured","certificateOn":"2026-06-11"}""", "certificateOn")]
    [InlineData("""{"status":"Insured","certificateOn":"2026-06-10","nextCheck":"2026-06-10"}""", "nextCheck")]
    [InlineData("""{"status":"NotInsured","certificateOn":"2026-06-10"}""", "certificateOn")]
    [InlineData("""{"status":"NotInsured","nextCheck":"2026-06-10"}""", "nextCheck")]
    [InlineData("""{"status":"Perhaps"}""", "status")]
    [InlineData("""{"certificateOn":"2026-06-10"}""", "status")]
    public async Task What_cannot_be_is_named(string body, string field)
    {
        var worker = await host.Expert($"Y-{body}");

        await Names(field, Payroll.Put(At(worker), body, "\"1\""));
    }

    [Fact]
    public async Task A_payee_who_is_none_is_not_found_and_nobody_but_payroll_asks()
    {
        await Expect(404, Payroll.Get(At(new(Guid.CreateVersion7()))));
        await Expect(404, Payroll.Delete(At(new(Guid.CreateVersion7()))));
        await Expect(403, host.By("coordinator").Get(At(new(Guid.CreateVersion7()))));
    }

    [Fact]
    public async Task A_preview_warns_of_each_payee_and_leaves_nobody_out()
    {
        var insured = new { status = "Insured", certificateOn = "2026-01-07", nextCheck = "2026-06-19" };
        var people = new[]
        {
            (await Paid("W1", "120380-920F", insured), "YelInsured", ""),
            (await Paid("W2", "120380-921H", insured with { nextCheck = "2026-06-18" }), "YelInsured", "YelCheckDue"),
            (await Paid("W8", "120380-926N", new { status = "Insured", certificateOn = "2026-01-07" }), "YelInsured", "YelCheckMissing"),
            (await Paid("W3", "120380-922J", new { status = "Insured" }), "JuelDue", "YelWithoutCertificate"),
            (await Paid("W4", "120380-923K", new { status = "NotInsured" }), "JuelDue", ""),
            (await Paid("W5", "120380-924L", null), "Unknown", "YelUnknown"),
            (await Paid("W6", null, null), "Unknown", "WithoutIdentity IdentityCodeMissing AgeUnknown YelUnknown"),
            (await Paid("W7", "131052-308T", null), "OutsideAge", "OutsideJuelAge"),
        };

        foreach (var (paid, standing, warnings) in people) Assert.Equal((standing, warnings), await paid.Preview());

        host.Clock.Set(new(2026, 6, 12));
        var made = await Expect(201, Payroll.Post("/api/payroll/exports", new { until = "2026-05-31" }));
        Assert.True(made["lines"].GetInt32() >= people.Length);
        foreach (var (paid, _, warnings) in people) Assert.Equal(warnings, Warnings(made, paid.Worker));
        host.Clock.Set(new(2026, 6, 10));
    }

    [Fact]
    public async Task A_month_that_is_paid_late_is_paid_on_the_next_payment_day_to_come()
    {
        var (worker, preview) = await Paid("L1", "120380-925M", new { status = "Insured", certificateOn = "2026-01-07", nextCheck = "2026-07-20" });
        Assert.Equal(("YelInsured", ""), await preview());

        host.Clock.Set(new(2026, 6, 19));
        Assert.Equal(("YelInsured", "YelCheckDue"), await preview());
        host.Clock.Set(new(2026, 6, 10));
        await Expect(201, Payroll.Post("/api/payroll/exports", new { until = "2026-05-31" }));
        Assert.NotEqual(default, worker);
    }
}
