using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class PayeesTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Payroll_reads_and_replaces_who_is_paid_by_the_version_it_saw()
    {
        var worker = await host.Worker("P1");
        using var payroll = host.As("payroll");
        var address = $"/api/payroll/payees/{worker.Value}";

        await payroll.PutAsJsonAsync(address, new { name = "A", identityCode = "131052-308T", payrollNumber = "1" }).Json(HttpStatusCode.PreconditionRequired);
        var replaced = await Put(payroll, address, 1, new { name = "Anna", identityCode = "131052-308t", payrollNumber = "1" });
        await Put(payroll, address, 1, new { name = "Other", identityCode = (string?)null, payrollNumber = "1" }).Json(HttpStatusCode.PreconditionFailed);
        var read = await payroll.GetAsync(address);

        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (replaced.StatusCode, replaced.Headers.ETag!.Tag));
        Assert.Equal("\"2\"", read.Headers.ETag!.Tag);
        var payee = await read.Json();
        Assert.Equal(("Anna", "131052-308T"), (payee["name"]!.GetValue<string>(), payee["identityCode"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_identity_code_is_checked_and_belongs_to_one_worker()
    {
        var (one, two) = (await host.Worker("P2"), await host.Worker("P3"));
        using var payroll = host.As("payroll");
        await Put(payroll, $"/api/payroll/payees/{one.Value}", 1, new { name = "A", identityCode = "010190-901R", payrollNumber = (string?)null }).Json(HttpStatusCode.NoContent);

        var taken = await Put(payroll, $"/api/payroll/payees/{two.Value}", 1, new { name = "B", identityCode = "010190-901R", payrollNumber = (string?)null }).Json(HttpStatusCode.Conflict);
        var wrong = await Put(payroll, $"/api/payroll/payees/{two.Value}", 1, new { name = "B", identityCode = "010190-9010", payrollNumber = (string?)null }).Json(HttpStatusCode.BadRequest);

        Assert.Equal("peer-workers/identity-code-taken", taken.Code());
        Assert.Equal("identityCode", Assert.Single(wrong["errors"]!.AsObject()).Key);
        Assert.DoesNotContain("010190", wrong.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_payroll_sees_a_payee()
    {
        var worker = await host.Worker("P4");
        foreach (var persona in (string[])["therapist", "coordinator", "planner", "administrator", "data-protection"])
        {
            using var client = host.As(persona);
            await client.GetAsync($"/api/payroll/payees/{worker.Value}").Json(HttpStatusCode.Forbidden);
        }
        using var payroll = host.As("payroll");
        await payroll.GetAsync($"/api/payroll/payees/{Guid.NewGuid()}").Json(HttpStatusCode.NotFound);
    }

    static async Task<HttpResponseMessage> Put(HttpClient client, string address, long version, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } };
        return await client.SendAsync(request);
    }
}
