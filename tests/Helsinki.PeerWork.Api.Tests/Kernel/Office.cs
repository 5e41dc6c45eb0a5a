using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.PersonalData;
using Microsoft.Extensions.DependencyInjection;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>What the office's tests begin with: centres, workers, agreements and hours, by the one writer everything goes through.</summary>
static class Office
{
    public static readonly CentreCode Malmi = new("Malmi");
    public static readonly CentreCode Laakso = new("Laakso");

    /// <summary>Acts as the system itself.</summary>
    public static async Task<Reply> Run(this ApiHost host, Func<Act, Task<Reply>> act)
    {
        await using var scope = host.Services.ScopeOf(Asked.BySystem("Test", "test"));
        return await scope.ServiceProvider.GetRequiredService<Acts>().Run(act, default);
    }

    public static async Task OpenCentre(this ApiHost host, CentreCode code, string costCentre, string type = "PsychiatryAndSubstanceAbuseCentre")
    {
        using var administrator = host.As("administrator");
        var opened = await administrator.PostAsJsonAsync("/api/service-centres",
            new { code = code.Value, type, name = $"{code} centre", costCentre, from = "2015-01-01" });
        Assert.Equal(System.Net.HttpStatusCode.Created, opened.StatusCode);
    }

    /// <summary>The same, for tests that share a host and may come in any order.</summary>
    public static async Task OpenedOnce(this ApiHost host, string code)
    {
        using var administrator = host.As("administrator");
        if ((await administrator.GetAsync($"/api/service-centres/{code}"))
            .StatusCode == System.Net.HttpStatusCode.NotFound) await host.OpenCentre(new(code), "1001");
    }

    public static async Task<PeerWorkerId> Worker(this ApiHost host, string reference, string? identityCode = null)
    {
        var worker = new PeerWorkerId(Guid.CreateVersion7());
        Assert.True(identityCode is null | IdentityCode.TryParse(identityCode, out var code, out _));
        var personal = host.Services.GetRequiredService<PersonalData>();
        await host.Do(async act =>
        {
            await act.Load(AgreementsDecider.Decider, worker.Value);
            act.Also(personal.Save(new(worker, $"Name of {reference}", reference, code, null, null, LimitShared: false, Version: 0)));
            return act.Decide(AgreementsDecider.Decider, worker.Value, new Register());
        });
        return worker;
    }

    /// <summary>A worker who may do expert appointments at a centre from 2025 to 2027.</summary>
    public static async Task<PeerWorkerId> Expert(this ApiHost host, string reference, string? identityCode = null, CentreCode? centre = null, decimal rate = 20m)
    {
        var worker = await host.Worker(reference, identityCode);
        var agreement = new AgreementId(Guid.CreateVersion7());
        await host.Do(async act =>
        {
            await act.Load(AgreementsDecider.Decider, worker.Value);
            return act.Decide(AgreementsDecider.Decider, worker.Value,
                    new DraftAgreement(agreement, rate, new(2025, 1, 1), new(2027, 12, 31), [new(centre ?? Malmi, WorkKind.ExpertAppointment)], "1", "1"))
                ?? act.Decide(AgreementsDecider.Decider, worker.Value, new SignAgreement(agreement, "1", "1", new(2025, 1, 1), act.Today));
        });
        return worker;
    }

    public static Task Record(this ApiHost host, PeerWorkerId worker, EntryId entry, DateOnly on, int minutes, CentreCode? centre = null, int hour = 10) =>
        host.InMonth(worker, on, act => act.Work(worker, on, minutes, centre, hour, (work, terms, type) =>
            new RecordHours(worker, on.Year, on.Month, entry, work, terms, type, act.Today)));

    public static Task Correct(this ApiHost host, PeerWorkerId worker, EntryId entry, DateOnly on, int minutes, CentreCode? centre = null, int hour = 10) =>
        host.InMonth(worker, on, act => act.Work(worker, on, minutes, centre, hour, (work, terms, type) => new CorrectHours(entry, work, terms, type, act.Today)));

    public static Task Withdraw(this ApiHost host, PeerWorkerId worker, EntryId entry, DateOnly month) =>
        host.InMonth(worker, month, _ => Task.FromResult<HoursCommand>(new WithdrawHours(entry)));

    static async Task<HoursCommand> Work(
        this Act act, PeerWorkerId worker, DateOnly on, int minutes, CentreCode? centre, int hour, Func<ReportedWork, Terms?, string?, HoursCommand> command)
    {
        var work = new ReportedWork(on, new(hour, 0), minutes, centre ?? Malmi, WorkKind.ExpertAppointment, EngagementForm.FeeForService);
        var terms = (await act.Peek(AgreementsDecider.Decider, worker.Value)).InForce(work.Centre, work.Kind, work.Form, on);
        var type = (await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId)).IncomeTypeOn(work.Kind, on);
        return command(work, terms, type);
    }

    /// <summary>The month declared by the worker, and the centre's part approved.</summary>
    public static async Task Approve(this ApiHost host, PeerWorkerId worker, DateOnly month, CentreCode? centre = null)
    {
        await host.InMonth(worker, month, act => Task.FromResult<HoursCommand>(new Declare(worker, month.Year, month.Month, act.Today)));
        await host.InMonth(worker, month, _ => Task.FromResult<HoursCommand>(new ApprovePart(centre ?? Malmi, OwnHours: false)));
    }

    static Task InMonth(this ApiHost host, PeerWorkerId worker, DateOnly day, Func<Act, Task<HoursCommand>> command) => host.Do(async act =>
    {
        var month = HoursStream.IdOf(worker, day);
        await act.Load(HoursDecider.Decider, month);
        return act.Decide(HoursDecider.Decider, month, await command(act));
    });

    static async Task Do(this ApiHost host, Func<Act, Task<Reply?>> act) =>
        Assert.IsType<Reply.Done>(await host.Run(async a => await act(a) ?? Reply.NoContent));

    public static async Task<JsonNode> Json(this HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The body of a reply that was expected to be that status.</summary>
    public static async Task<JsonNode> Json(this Task<HttpResponseMessage> sent, System.Net.HttpStatusCode expected)
    {
        using var response = await sent;
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public static string Code(this JsonNode problem) => problem["code"]!.GetValue<string>();
}
