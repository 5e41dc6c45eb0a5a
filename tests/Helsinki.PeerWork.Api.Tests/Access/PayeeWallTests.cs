using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Personal;
using Microsoft.Extensions.DependencyInjection;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>An identity code and a payroll number, once entered, are shown in payroll's own view and file and nowhere else.</summary>
public class PayeeWallTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    static readonly Relation[] Relations = [new(true, true), new(true, false), new(false, true), new(false, false)];

    static bool Shows(string text) => text.Contains(AccessWorld.IdentityCode[..6], StringComparison.OrdinalIgnoreCase) || text.Contains(AccessWorld.PayrollNumber, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Nobody_but_payroll_is_shown_them_whatever_they_read()
    {
        var (read, shown) = (0, new List<string>());
        foreach (var operation in (await world.Described()).Values.Where(o => o.Method == HttpMethod.Get || o.Id.StartsWith("Search", StringComparison.Ordinal)))
            foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Payroll))
                foreach (var relation in Relations)
                {
                    var (status, text) = await world.Read(operation, role, relation);
                    if (status == HttpStatusCode.OK) read++;
                    if (Shows(text)) shown.Add($"{operation.Id} as {role}, {relation}");
                }
        Assert.Empty(shown);
        Assert.True(read > 100, $"Only {read} answers had something to read.");
    }

    [Fact]
    public async Task Payroll_is_shown_them_in_its_own_view_and_file()
    {
        var described = await world.Described();
        foreach (var operation in (string[])["ReadPayee", "DownloadExport"])
            Assert.Contains(AccessWorld.IdentityCode, (await world.Read(described[operation], Role.Payroll, default)).Text, StringComparison.Ordinal);
        Assert.Contains(AccessWorld.PayrollNumber, (await world.Read(described["PreviewExport"], Role.Payroll, default)).Text + (await world.Read(described["ReadPayee"], Role.Payroll, default)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_table_holds_them_readable()
    {
        // Registered under a key, so that the answers kept for it are looked at too.
        using var payroll = world.As("payroll");
        using var export = new HttpRequestMessage(HttpMethod.Post, "/api/payroll/exports") { Content = JsonContent.Create(new { until = "2026-06-09" }), Headers = { { "Idempotency-Key", "wall" } } };
        using var _ = await payroll.SendAsync(export);
        var tables = await world.Database.Query<string>(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        Assert.Contains("public.mt_events", tables);
        Assert.Contains("peerwork.idempotency", tables);
        Assert.Contains("audit.access_log", tables);

        foreach (var table in tables)
            foreach (var row in await world.Database.Query<string>($"select r::text from {table} r"))
                Assert.False(Shows(row) || Shows(Bytes(row)), $"{table}: {row}");
    }

    /// <summary>What stands in a row's bytea columns, read as text.</summary>
    static string Bytes(string row) => string.Concat(row.Split("\\x").Skip(1).Select(hex =>
    {
        var digits = new string([.. hex.TakeWhile(char.IsAsciiHexDigitLower)]);
        return Encoding.UTF8.GetString(Convert.FromHexString(digits[..(digits.Length / 2 * 2)]));
    }));

    [Theory]
    [InlineData("POST", "/api/peer-workers", "name")]
    [InlineData("PUT", "/api/payroll/payees/{0}", "name")]
    public async Task A_request_that_is_refused_does_not_repeat_them(string method, string address, string field)
    {
        using var client = world.As(method == "PUT" ? "payroll" : "coordinator");
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), string.Format(null, address, Guid.CreateVersion7()))
        {
            Content = JsonContent.Create(new { name = "", identityCode = AccessWorld.IdentityCode[..^1] + "X", payrollNumber = AccessWorld.PayrollNumber }),
            Headers = { { "If-Match", "\"1\"" } },
        };

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(field, text, StringComparison.Ordinal);
        Assert.False(Shows(text), text);
    }

    [Fact]
    public async Task An_answer_kept_under_a_key_is_sealed_and_given_again_as_it_was()
    {
        using var coordinator = world.As("coordinator");
        async Task<string> Register()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/peer-workers") { Content = JsonContent.Create(new { name = "Sama Kahdesti" }), Headers = { { "Idempotency-Key", "twice" } } };
            using var response = await coordinator.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        var first = await Register();

        Assert.Equal(first, await Register());
        var kept = Assert.Single(await world.Database.Query<byte[]>("select body from peerwork.idempotency where key = 'twice'"));
        Assert.DoesNotContain("id", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(world.Services.GetRequiredService<KeyRing>().Current, Assert.Single(await world.Database.Query<string>("select key_id from peerwork.idempotency where key = 'twice'")));
    }
}
