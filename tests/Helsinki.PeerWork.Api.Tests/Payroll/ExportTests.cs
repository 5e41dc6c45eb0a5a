using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class ExportTests : IAsyncLifetime
{
    static readonly DateOnly May = new(2026, 5, 1);
    static readonly DateOnly EndOfMay = new(2026, 5, 31);

    readonly ApiHost host = new();
    HttpClient payroll = null!;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        host.Clock.Set(new(2026, 6, 3));
        await host.OpenCentre(Malmi, "2610101");
        await host.OpenCentre(Laakso, "2610103");
        payroll = host.As("payroll");
    }

    public ValueTask DisposeAsync()
    {
        payroll.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task While_hours_pour_into_its_months_an_export_takes_its_turn_and_its_files_are_rendered_once()
    {
        List<PeerWorkerId> workers = [];
        for (var n = 0; n < 22; n++)
        {
            workers.Add(await host.Expert($"P{n}"));
            await Approved(workers[^1], (4, 90), (5, 100), (6, 61), (7, 60));
        }
        using var enough = new CancellationTokenSource();
        var recorded = 0;
        var writers = Enumerable.Range(0, 6).Select(w => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                await host.Record(workers[((n * 7) + w) % workers.Count], Entry(), new(2026, 5, 8 + (n / 22 % 20)), 1, hour: 8 + (w * 2));
                Interlocked.Increment(ref recorded);
            }
        })).ToList();
        await Until.True(() => Task.FromResult(recorded > 100));

        var made = await Export(EndOfMay);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        Assert.Equal(88, made["lines"]!.GetValue<int>());
        Assert.Equal(3, (await host.Database.Query<long>("select count(distinct content) from payroll.piece")).Single());
        Assert.Equal(3, (await host.Database.Query<long>("select count(*) from payroll.file")).Single());
    }

    [Fact]
    public async Task An_export_takes_every_approved_line_once_and_its_totals_reconcile()
    {
        var anna = await host.Expert("P1", "131052-308T");
        var ben = await host.Expert("P2", centre: Laakso, rate: 21.35m);
        await Approved(anna, (4, 90), (5, 100), (6, 61));
        await host.Record(ben, Entry(), new(2026, 5, 7), 77, Laakso);
        await host.Approve(ben, May, Laakso);

        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var made = await Export(EndOfMay);
        var export = await payroll.GetAsync($"/api/payroll/exports/{made["id"]}").Json(HttpStatusCode.OK);

        // 90, 100 and 61 minutes at 20 €: 30.00 + 33.33 + 20.33; 77 minutes at 21.35 €: 27.40.
        var lines = export["lines"]!.AsArray();
        Assert.Equal([20.33m, 27.40m, 30.00m, 33.33m], lines.Select(l => l!["amount"]!.GetValue<decimal>()).Order());
        Assert.Equal(111.06m, made["total"]!.GetValue<decimal>());
        Assert.Equal(111.06m, Sum(export["workers"]!));
        Assert.All(export["workers"]!.AsArray(), w => Assert.StartsWith("Name of ", w!["name"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(111.06m, Sum(export["centres"]!));
        Assert.Equal(111.06m, preview["total"]!["amount"]!.GetValue<decimal>());
        Assert.Equal(111.06m, Sum(preview["workers"]!));
        Assert.Equal(111.06m, Sum(preview["centres"]!));
        Assert.Equal([ben.Value], preview["withoutIdentity"]!.AsArray().Select(w => w!.GetValue<Guid>()));
        Assert.Equal([(ben.Value, "Name of P2")], preview["warnings"]!.AsArray()
            .Where(w => w!["code"]!.GetValue<string>() == "WithoutIdentity").Select(w => (w!["worker"]!.GetValue<Guid>(), w["name"]!.GetValue<string>())));
        Assert.Equal("payroll/nothing-to-export", (await TryExport(EndOfMay, HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task What_was_not_previewed_is_not_exported()
    {
        var anna = await host.Expert("P1");
        var ben = await host.Expert("P2");
        await Approved(anna, (4, 60));
        var looked = await Fingerprint();
        await Approved(ben, (5, 60));

        var refused = await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = EndOfMay, previewed = looked }).Json(HttpStatusCode.Conflict);
        var made = await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = EndOfMay, previewed = await Fingerprint() }).Json(HttpStatusCode.Created);

        Assert.Equal("payroll/not-as-previewed", refused.Code());
        Assert.Equal((1, 2), (made["number"]!.GetValue<int>(), made["lines"]!.GetValue<int>()));

        async Task<string> Fingerprint() => (await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK))["fingerprint"]!.GetValue<string>();
    }

    [Fact]
    public async Task An_export_says_who_made_it_and_how_large_its_files_are()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = await Export(EndOfMay);

        var one = (await payroll.GetAsync($"/api/payroll/exports/{export["id"]}").Json(HttpStatusCode.OK))["export"]!;
        var listed = (await payroll.GetAsync("/api/payroll/exports").Json(HttpStatusCode.OK))["items"]![0]!;
        var life = await payroll.GetAsync($"/api/payroll/exports/{export["id"]}/life").Json(HttpStatusCode.OK);

        Assert.Equal(life["steps"]![0]!["by"]!.GetValue<string>(), one["createdBy"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(one, listed));
        foreach (var file in one["files"]!.AsArray())
            Assert.Equal((await payroll.GetByteArrayAsync($"/api/payroll/exports/{export["id"]}/files/{file!["format"]}")).Length, file["length"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_preview_marks_nothing_and_tells_what_stands_in_the_way()
    {
        var anna = await host.Expert("P1");
        var ben = await host.Expert("P2");
        await Approved(anna, (4, 60));
        await host.Record(ben, Entry(), new(2026, 5, 5), 120);

        await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);

        Assert.Equal(1, preview["total"]!["lines"]!.GetValue<int>());
        var waits = Assert.Single(preview["notReady"]!.AsArray())!;
        Assert.Equal((ben.Value, "Name of P2", "NotDeclared", 40m), (waits["worker"]!.GetValue<Guid>(), waits["name"]!.GetValue<string>(), waits["because"]!.GetValue<string>(), waits["amount"]!.GetValue<decimal>()));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_file_is_the_same_bytes_for_ever_under_its_hash_and_name(string format, string mediaType)
    {
        var anna = await host.Expert("P1", "131052-308T");
        await Approved(anna, (4, 90));
        var export = (await Export(EndOfMay))["id"];
        var first = await payroll.GetAsync($"/api/payroll/exports/{export}/files/{format}");
        var bytes = await first.Content.ReadAsByteArrayAsync();

        // What the file is made of changes; the file does not.
        await host.As("administrator").PostAsJsonAsync("/api/service-centres/Malmi/cost-centres", new { costCentre = "999", from = "2020-01-01" }).Json(HttpStatusCode.NoContent);
        host.Clock.Set(new(2026, 9, 1));
        var again = await payroll.GetAsync($"/api/payroll/exports/{export}/files/{format}");

        Assert.Equal(mediaType, first.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"vertaistyo_palkkatapahtuma_20260603120000.{format}", first.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Assert.Single(first.Headers.GetValues("X-Content-SHA256")));
        Assert.Equal(bytes, await again.Content.ReadAsByteArrayAsync());
        if (format == "csv") Assert.Contains("131052-308T;04.05.2026;04.05.2026;336;30,00;0201256-6;2610101;", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_stands_readable_in_the_database()
    {
        var anna = await host.Expert("P1", "131052-308T");
        await Approved(anna, (4, 90));
        await Export(EndOfMay);

        Assert.Equal(3, (await host.Database.Query<byte[]>("select bytes from payroll.piece")).Count);
        Assert.DoesNotContain(await host.Database.Query<byte[]>("select bytes from payroll.piece"), bytes => Encoding.Latin1.GetString(bytes).Contains("131052", StringComparison.Ordinal));
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from mt_events where data::text like '%131052%'")).Single());
    }

    [Fact]
    public async Task Exports_raced_against_each_other_and_against_edits_take_each_line_exactly_once()
    {
        var workers = new List<(PeerWorkerId Worker, List<EntryId> Entries)>();
        for (var w = 0; w < 8; w++)
        {
            var worker = await host.Expert($"P{w}");
            workers.Add((worker, await Approved(worker, (4, 60), (5, 60), (6, 60))));
        }

        var tellings = 0; // a race nobody ran in proves nothing: the clerks go on until two of them had something to tell
        // Half of the workers are corrected, again and again, while four clerks export and answer; a correction opens an hour again for its own approval.
        var exports = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            List<JsonNode> made = [];
            for (var round = 0; round < 4 || Volatile.Read(ref tellings) < 2; round++)
            {
                var reply = await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = "2026-05-31" });
                Assert.True(reply.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{reply.StatusCode}");
                if (reply.StatusCode is not HttpStatusCode.Created) continue;
                made.Add(await reply.Json());
                Interlocked.Increment(ref tellings);
                await Accept(made[^1]);
            }
            return made;
        })).ToList();
        var edits = workers.Take(4).Select(w => Task.Run(async () =>
        {
            do
                foreach (var minutes in (int[])[70, 80, 90])
                    foreach (var (i, entry) in w.Entries.Index())
                    {
                        await host.Correct(w.Worker, entry, new(2026, 5, 4 + i), minutes);
                        await host.Approve(w.Worker, May);
                        await Task.Delay(Random.Shared.Next(100, 300)); // people are quicker than this nowhere
                    }
            while (!exports.TrueForAll(e => e.IsCompleted));
        })).ToList();
        var told = (await Task.WhenAll(exports)).SelectMany(made => made).ToList();
        await Task.WhenAll(edits);

        // All is answered and exported until nothing is left.
        for (var round = 0; round < 3; round++)
        {
            await AcceptEverything();
            await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = "2026-05-31" });
        }
        await AcceptEverything();

        var numbers = await host.Database.Query<int>("select number from read.payroll_export order by number");
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        // What a clerk was told is there, and there was more than one to tell.
        Assert.True(told.Count > 1);
        Assert.Empty(told.Select(t => t["id"]!.GetValue<Guid>()).Except(await host.Database.Query<Guid>("select export from read.payroll_export")));
        // 4 × 3 hours and 4 × 4.5 hours at 20 €.
        Assert.Equal(600m, (await host.Database.Query<decimal>("select sum(amount) from read.payroll_line where status = 'Accepted'")).Single());
        Assert.Equal(0, (await host.Database.Query<long>("""
            select count(*) from (
                select entry from read.payroll_line where reverses is null group by entry, amount, export having count(*) > 1) twice
            """)).Single());
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from (select reverses from read.payroll_line where reverses is not null group by reverses having count(*) > 1) twice")).Single());
        // What lost its race left no piece behind.
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from payroll.piece p where not exists (select from payroll.file f where f.content = p.content)")).Single());
        Assert.Equal(3 * numbers.Count, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count);
        // The stored totals are the sums of the lines in the streams themselves.
        Assert.Equal(0, (await host.Database.Query<long>("""
            select count(*) from mt_events x
            where x.type = 'export_created' and (x.data ->> 'Total')::numeric <>
                (select sum((l.data ->> 'Amount')::numeric) from mt_events l where l.type = 'line_exported' and (l.data ->> 'Export')::uuid = x.stream_id)
            """)).Single());
    }

    [Fact]
    public async Task A_correction_after_acceptance_is_a_reversal_and_a_new_line_in_the_next_export()
    {
        var anna = await host.Expert("P1", "131052-308T");
        var entry = (await Approved(anna, (4, 120))).Single();
        var first = await Export(EndOfMay);
        await host.Correct(anna, entry, new(2026, 5, 4), 90);
        await host.Approve(anna, May);

        var waiting = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        await Accept(first);
        var second = await Export(EndOfMay);
        var lines = (await payroll.GetAsync($"/api/payroll/exports/{second["id"]}").Json(HttpStatusCode.OK))["lines"]!.AsArray();

        var waits = Assert.Single(waiting["waitingCorrections"]!.AsArray())!;
        Assert.Equal(("Name of P1", 1), (waits["name"]!.GetValue<string>(), waits["unanswered"]!["number"]!.GetValue<int>()));
        Assert.Equal(0, waiting["total"]!["lines"]!.GetValue<int>());
        Assert.Equal([-40.00m, 30.00m], lines.Select(l => l!["amount"]!.GetValue<decimal>()));
        var original = await LineOf(first);
        Assert.Equal(original, lines[0]!["reverses"]!.GetValue<Guid>());
        Assert.Equal((null, original), (lines[0]!["replaces"], lines[1]!["replaces"]!.GetValue<Guid>()));
        Assert.All(lines, l => Assert.Equal(("Name of P1", 1), (l!["name"]!.GetValue<string>(), l["sentWith"]!["number"]!.GetValue<int>())));
        var taken = (await payroll.GetAsync($"/api/payroll/exports/{first["id"]}").Json(HttpStatusCode.OK))["lines"]![0]!;
        foreach (var (how, line) in new[] { ("reversedBy", lines[0]!), ("replacedBy", lines[1]!) })
        {
            var link = Assert.Single(taken[how]!.AsArray())!;
            Assert.Equal((line["line"]!.GetValue<Guid>(), 2, "Sent"), (link["line"]!.GetValue<Guid>(), link["number"]!.GetValue<int>(), link["status"]!.GetValue<string>()));
        }
        var json = JsonNode.Parse(await payroll.GetStringAsync($"/api/payroll/exports/{second["id"]}/files/json"))!["lines"]!;
        Assert.Equal((original, original), (json[0]!["reverses"]!.GetValue<Guid>(), json[1]!["replaces"]!.GetValue<Guid>()));
        var csv = await payroll.GetStringAsync($"/api/payroll/exports/{second["id"]}/files/csv");
        Assert.Contains(";-40,00;", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reversal_goes_where_its_original_went_whatever_changed_since()
    {
        var anna = await host.Expert("P1", "131052-308T");
        var entry = (await Approved(anna, (4, 120))).Single();
        var first = await Export(EndOfMay);
        await Accept(first);
        var original = Payments(await payroll.GetStringAsync($"/api/payroll/exports/{first["id"]}/files/csv")).Single();
        // The centre's account and the payee's code were wrong; only what is paid from now on is told by the new ones.
        await host.As("administrator").PostAsJsonAsync("/api/service-centres/Malmi/cost-centres", new { costCentre = "999", from = "2020-01-01" }).Json(HttpStatusCode.NoContent);
        using var payee = new HttpRequestMessage(HttpMethod.Put, $"/api/payroll/payees/{anna.Value}") { Content = JsonContent.Create(new { name = "Anna", identityCode = "010190-901R", payrollNumber = (string?)null }), Headers = { { "If-Match", "\"1\"" } } };
        await payroll.SendAsync(payee).Json(HttpStatusCode.NoContent);
        await host.Correct(anna, entry, new(2026, 5, 4), 90);
        await host.Approve(anna, May);

        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var second = await Export(EndOfMay);
        var rows = Payments(await payroll.GetStringAsync($"/api/payroll/exports/{second["id"]}/files/csv")).ToList();

        Assert.Equal(original.Replace(";40,00;", ";-40,00;", StringComparison.Ordinal), rows[0]);
        Assert.StartsWith("010190-901R;04.05.2026;04.05.2026;336;30,00;0201256-6;999;", rows[1], StringComparison.Ordinal);
        Assert.Equal(["2610101", "999"], preview["lines"]!.AsArray().Select(l => l!["costCentre"]!.GetValue<string>()));

        static IEnumerable<string> Payments(string csv) => csv.TrimEnd().Split("\r\n").Skip(1);
    }

    [Fact]
    public async Task A_rejected_line_returns_to_the_next_export_with_its_reason_on_the_old_one()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var first = await Export(EndOfMay);
        await Answer(first, new { line = await LineOf(first), accepted = false, reason = "PayeeUnknown" }).Json(HttpStatusCode.OK);

        var second = await Export(EndOfMay);
        var old = (await payroll.GetAsync($"/api/payroll/exports/{first["id"]}").Json(HttpStatusCode.OK))["lines"]![0]!;

        Assert.Equal(("Rejected", "PayeeUnknown"), (old["status"]!.GetValue<string>(), old["rejection"]!.GetValue<string>()));
        Assert.Equal(20m, second["total"]!.GetValue<decimal>());
        Assert.Equal(await LineOf(second), Assert.Single(old["replacedBy"]!.AsArray())!["line"]!.GetValue<Guid>());
        Assert.Empty(old["reversedBy"]!.AsArray());
    }

    [Fact]
    public async Task Fees_and_wages_are_told_apart_and_what_nobody_classed_is_warned_of_and_taken_all_the_same()
    {
        using var administrator = host.As("administrator");
        var anna = await host.Expert("P1", "131052-308T");
        await Approved(anna, (4, 60), (5, 60), (6, 60));
        await administrator.PostAsJsonAsync("/api/compensation/income-types", new { incomeType = "336", nature = "Wage", from = "2026-05-05" }).Json(HttpStatusCode.NoContent);
        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var made = await Export(EndOfMay);
        // Classed otherwise afterwards: what was handed over stays.
        await administrator.PostAsJsonAsync("/api/compensation/income-types", new { incomeType = "336", nature = "Fee", from = "2026-05-05" }).Json(HttpStatusCode.NoContent);
        var export = await payroll.GetAsync($"/api/payroll/exports/{made["id"]}").Json(HttpStatusCode.OK);
        var json = JsonNode.Parse(await payroll.GetStringAsync($"/api/payroll/exports/{made["id"]}/files/json"))!;

        foreach (var view in new[] { preview, export })
        {
            Assert.Equal(["Fee 20", "Wage 40"], view["natures"]!.AsArray().Select(n => $"{n!["nature"]} {n["total"]!["amount"]:0}"));
            Assert.Equal(["336 Fee 20", "336 Wage 40"], view["incomeTypes"]!.AsArray().Select(t => $"{t!["incomeType"]} {t["nature"]} {t["total"]!["amount"]:0}"));
            Assert.Equal(["Fee", "Wage", "Wage"], view["lines"]!.AsArray().Select(l => l!["nature"]!.GetValue<string>()));
        }
        Assert.DoesNotContain(preview["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "IncomeTypeUnclassed");
        Assert.Equal(["Fee", "Wage", "Wage"], json["lines"]!.AsArray().Select(l => l!["nature"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_income_type_nobody_classed_is_warned_of_and_its_lines_are_in_the_batch_all_the_same()
    {
        var anna = await host.Expert("P1", "131052-308T");
        await host.As("administrator").PostAsJsonAsync("/api/compensation/payable-kinds", new { kind = "ExpertAppointment", incomeType = "999", from = "2026-05-05" }).Json(HttpStatusCode.NoContent);
        await Approved(anna, (4, 60), (5, 90));

        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var made = await Export(EndOfMay);
        var json = JsonNode.Parse(await payroll.GetStringAsync($"/api/payroll/exports/{made["id"]}/files/json"))!;

        var warning = Assert.Single(preview["warnings"]!.AsArray(), w => w!["worker"] is null)!;
        Assert.Equal((null, "IncomeTypeUnclassed"), (warning["worker"], warning["code"]!.GetValue<string>()));
        Assert.Contains("999", warning["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(50m, made["total"]!.GetValue<decimal>());
        Assert.Equal(["336 Fee", "999 "], json["lines"]!.AsArray().Select(l => $"{l!["payType"]} {l["nature"]}"));
    }

    [Fact]
    public async Task Travel_tickets_are_nowhere_in_money()
    {
        var anna = await host.Expert("P1", "131052-308T");
        await Approved(anna, (4, 60));
        var before = (await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK)).ToJsonString();

        await host.Run(async act =>
        {
            await act.Load(AgreementsDecider.Decider, anna.Value);
            return act.Decide(AgreementsDecider.Decider, anna.Value, new AgreementsCommand.IssueTravelTickets(Malmi, 137, new(2026, 5, 4), act.Today)) ?? Reply.NoContent;
        });
        var after = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var made = await Export(EndOfMay);
        var csv = await payroll.GetStringAsync($"/api/payroll/exports/{made["id"]}/files/csv");

        Assert.Equal(before, after.ToJsonString());
        Assert.Equal((1, 20m), (made["lines"]!.GetValue<int>(), made["total"]!.GetValue<decimal>()));
        Assert.DoesNotContain("137", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_moved_to_another_month_stands_for_the_line_that_is_taken_back_there()
    {
        var anna = await host.Expert("P1");
        var entry = (await Approved(anna, (4, 60))).Single();
        var first = await Export(EndOfMay);
        await Accept(first);
        // As a meeting whose day is corrected: withdrawn in the one month, recorded in the other under the same id.
        await host.Withdraw(anna, entry, May);
        await host.Approve(anna, May);
        await host.Record(anna, entry, new(2026, 4, 30), 60);
        await host.Approve(anna, new(2026, 4, 1));

        var preview = await payroll.GetAsync("/api/payroll/preview?until=2026-05-31").Json(HttpStatusCode.OK);
        var second = await Export(EndOfMay);
        var lines = (await payroll.GetAsync($"/api/payroll/exports/{second["id"]}").Json(HttpStatusCode.OK))["lines"]!.AsArray();

        Assert.Equal(0m, second["total"]!.GetValue<decimal>());
        foreach (var seen in new[] { preview["lines"]!.AsArray(), lines })
            Assert.Equal(await LineOf(first), seen.Single(l => l!["amount"]!.GetValue<decimal>() > 0)!["replaces"]!.GetValue<Guid>());

        // And back again: the line sent last is the one it stands for.
        await Accept(second);
        await host.Withdraw(anna, entry, new(2026, 4, 1));
        await host.Approve(anna, new(2026, 4, 1));
        await host.Record(anna, entry, new(2026, 5, 4), 90);
        await host.Approve(anna, May);
        var third = await Export(EndOfMay);
        var back = (await payroll.GetAsync($"/api/payroll/exports/{third["id"]}").Json(HttpStatusCode.OK))["lines"]!.AsArray();
        var moved = lines.Single(l => l!["amount"]!.GetValue<decimal>() > 0)!["line"]!.GetValue<Guid>();
        Assert.Equal(
            [$"-20 {moved} ", $"30  {moved}"], back.OrderBy(l => l!["amount"]!.GetValue<decimal>()).Select(l => $"{l!["amount"]!.GetValue<decimal>():0} {l["reverses"]} {l["replaces"]}"));
    }

    [Fact]
    public async Task Work_moved_to_another_month_is_not_paid_there_before_its_fee_here_is_taken_back()
    {
        var (april, endOfApril) = (new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30));
        var anna = await host.Expert("P1");
        var entry = (await Approved(anna, (4, 60))).Single();
        var first = await Export(EndOfMay);
        await host.Withdraw(anna, entry, May);
        await host.Record(anna, entry, endOfApril, 60);
        await host.Approve(anna, april);

        await NothingGoes(EndOfMay); // payroll owes an answer to the line of May
        await Accept(first);
        await NothingGoes(EndOfMay); // its withdrawal is not approved
        await host.Approve(anna, May);
        await NothingGoes(endOfApril); // it is beyond the last day taken
        var second = await Export(EndOfMay);

        Assert.Equal((2, 0m), (second["lines"]!.GetValue<int>(), second["total"]!.GetValue<decimal>()));
        Assert.Empty((await Preview(EndOfMay))["waitingCorrections"]!.AsArray());

        async Task NothingGoes(DateOnly until)
        {
            var preview = await Preview(until);
            Assert.Empty(preview["lines"]!.AsArray());
            Assert.Equal("2026-04-30", preview["waitingCorrections"]!.AsArray().Select(w => w!["on"]!.GetValue<string>()).Single(on => on.StartsWith("2026-04", StringComparison.Ordinal)));
            await TryExport(until, HttpStatusCode.Conflict);
        }

        Task<JsonNode> Preview(DateOnly until) => payroll.GetAsync($"/api/payroll/preview?until={until:yyyy-MM-dd}").Json(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Work_moved_to_another_month_is_paid_there_when_payroll_rejected_it_here()
    {
        var anna = await host.Expert("P1");
        var entry = (await Approved(anna, (4, 60))).Single();
        var first = await Export(EndOfMay);
        await Answer(first, new { line = await LineOf(first), accepted = false, reason = "PayeeUnknown" }).Json(HttpStatusCode.OK);
        await host.Withdraw(anna, entry, May);
        await host.Record(anna, entry, new(2026, 4, 30), 60);
        await host.Approve(anna, new(2026, 4, 1));

        Assert.Equal(20m, (await Export(new(2026, 4, 30)))["total"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_file_kept_whole_by_an_earlier_version_is_still_given_out()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = (await Export(EndOfMay))["id"]!.GetValue<Guid>();
        var keys = host.Services.GetRequiredService<KeyRing>();
        byte[] bytes = [1, 2, 3];
        await host.Database.Execute($"""
            update payroll.file set content = null, length = null, key_id = '{keys.Current}', bytes = '\x{Convert.ToHexString(keys.Seal($"payroll.file/{export}/csv", bytes))}'
            where format = 'csv'
            """);

        Assert.Equal(bytes, await payroll.GetByteArrayAsync($"/api/payroll/exports/{export}/files/csv"));
    }

    [Fact]
    public async Task A_file_that_lost_a_piece_breaks_off_and_is_not_taken_for_whole()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = (await Export(EndOfMay))["id"];
        await host.Database.Execute("delete from payroll.piece");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => payroll.GetByteArrayAsync($"/api/payroll/exports/{export}/files/csv"));
    }

    [Fact]
    public async Task Files_are_sealed_again_with_a_new_key_and_open_without_the_old_one()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = (await Export(EndOfMay))["id"];
        var before = await payroll.GetByteArrayAsync($"/api/payroll/exports/{export}/files/json");
        var known = host.Services.GetRequiredService<IConfiguration>();
        Dictionary<string, string?> added = new() { ["PersonalData:Keys:k-next"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ["PersonalData:CurrentKey"] = "k-next" };
        var both = KeyRing.Of(new ConfigurationBuilder().AddConfiguration(known).AddInMemoryCollection(added).Build());
        var next = KeyRing.Of(new ConfigurationBuilder().AddInMemoryCollection([.. added, new("PersonalData:HashKey", known["PersonalData:HashKey"])]).Build());

        await KeyRotation.Run(host.Database.Source, both, default);
        await next.MustOpen(host.Database.Source, default);
        var (content, length) = ((await host.Database.Query<Guid>("select content from payroll.file where format = 'json'")).Single(), before.Length);
        var opened = new MemoryStream();
        await new SealedPieces(host.Database.Source, next, host.Clock).Open(content, length).CopyToAsync(opened);

        Assert.Equal(before, opened.ToArray());
    }

    [Fact]
    public async Task Files_that_came_to_nothing_are_cleared_away_after_a_day_and_others_stay()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = (await Export(EndOfMay))["id"];
        var pieces = host.Services.GetRequiredService<SealedPieces>();
        await pieces.Keep(to => to.Write(new byte[200_000]), default);
        Assert.Equal(4, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count);

        await pieces.ForgetUnnamed(default);
        Assert.Equal(4, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count);
        host.Clock.Advance(TimeSpan.FromHours(25));
        await pieces.ForgetUnnamed(default);

        Assert.Equal(3, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count);
        Assert.NotEmpty(await payroll.GetByteArrayAsync($"/api/payroll/exports/{export}/files/xlsx"));
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing_and_another_is_refused()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60), (5, 60));
        var export = await Export(EndOfMay);
        var line = await LineOf(export);

        var first = await Answer(export, new { line, accepted = true }).Json(HttpStatusCode.OK);
        var events = await Events();
        var again = await Answer(export, new { line, accepted = true }).Json(HttpStatusCode.OK);
        var other = await Answer(export, new { line, accepted = false, reason = "Duplicate" }).Json(HttpStatusCode.Conflict);

        Assert.Equal((1, 1), (first["accepted"]!.GetValue<int>(), first["unanswered"]!.GetValue<int>()));
        Assert.Equal((0, 1), (again["accepted"]!.GetValue<int>(), again["unanswered"]!.GetValue<int>()));
        Assert.Equal("hours/answered-otherwise", other.Code());
        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task An_answer_that_can_not_be_read_is_named_and_nothing_of_the_rest_is_taken()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        var export = await Export(EndOfMay);
        var events = await Events();

        var problem = await Answer(export, new { line = await LineOf(export), accepted = true }, new { line = Guid.NewGuid(), accepted = true, reason = "Other" }, new { line = await LineOf(export), accepted = false })
            .Json(HttpStatusCode.BadRequest);

        Assert.Equal(["[1].reason", "[2].reason"], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task An_export_up_to_a_day_to_come_is_refused()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));

        Assert.Equal("payroll/until-in-future", (await TryExport(new(2026, 6, 4), HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_export_and_a_therapist_none()
    {
        var anna = await host.Expert("P1");
        await Approved(anna, (4, 60));
        async Task<HttpResponseMessage> Send()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payroll/exports") { Content = JsonContent.Create(new { until = "2026-05-31" }), Headers = { { "Idempotency-Key", "may" } } };
            return await payroll.SendAsync(request);
        }

        var one = await Send().Json(HttpStatusCode.Created);
        var two = await Send().Json(HttpStatusCode.Created);

        Assert.Equal(one.ToJsonString(), two.ToJsonString());
        using var therapist = host.As("therapist");
        Assert.Equal(HttpStatusCode.Forbidden, (await therapist.GetAsync($"/api/payroll/exports/{one["id"]}/files/csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await payroll.GetAsync($"/api/payroll/exports/{one["id"]}/files/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await payroll.GetAsync($"/api/payroll/exports/{Guid.NewGuid()}")).StatusCode);
    }

    static EntryId Entry() => new(Guid.CreateVersion7());

    static decimal Sum(JsonNode totals) => totals.AsArray().Sum(t => t!["total"]!["amount"]!.GetValue<decimal>());

    /// <summary>Hours of May, a day and its minutes each, declared and approved.</summary>
    async Task<List<EntryId>> Approved(PeerWorkerId worker, params (int Day, int Minutes)[] hours)
    {
        List<EntryId> entries = [];
        foreach (var (day, minutes) in hours)
        {
            entries.Add(Entry());
            await host.Record(worker, entries[^1], new(2026, 5, day), minutes);
        }
        await host.Approve(worker, May);
        return entries;
    }

    Task<JsonNode> Export(DateOnly until) => TryExport(until, HttpStatusCode.Created);

    Task<JsonNode> TryExport(DateOnly until, HttpStatusCode expected) => payroll.PostAsJsonAsync("/api/payroll/exports", new { until }).Json(expected);

    Task<HttpResponseMessage> Answer(JsonNode export, params object[] answers) => payroll.PostAsJsonAsync($"/api/payroll/exports/{export["id"]}/answers", answers);

    async Task<Guid> LineOf(JsonNode export) =>
        (await payroll.GetAsync($"/api/payroll/exports/{export["id"]}").Json(HttpStatusCode.OK))["lines"]![0]!["line"]!.GetValue<Guid>();

    async Task Accept(JsonNode export)
    {
        var lines = (await payroll.GetAsync($"/api/payroll/exports/{export["id"]}").Json(HttpStatusCode.OK))["lines"]!.AsArray();
        await Answer(export, [.. lines.Where(l => l!["status"]!.GetValue<string>() == "Sent").Select(l => (object)new { line = l!["line"]!.GetValue<Guid>(), accepted = true })])
            .Json(HttpStatusCode.OK);
    }

    async Task AcceptEverything()
    {
        foreach (var export in (await payroll.GetAsync("/api/payroll/exports").Json(HttpStatusCode.OK))["items"]!.AsArray()) await Accept(export!);
    }

    async Task<long> Events() => (await host.Database.Query<long>("select count(*) from mt_events")).Single();
}
