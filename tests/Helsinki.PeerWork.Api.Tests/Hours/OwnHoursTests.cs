using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Hours;

/// <summary>Nobody approves their own hours: the access table says so, and the rule would if the table did not.</summary>
public class OwnHoursTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    static readonly DateOnly May4 = new(2026, 5, 4);

    [Fact]
    public async Task The_table_lets_nobody_approve_their_own()
    {
        var worker = await Declared();
        var self = host.By(new Persona($"coordinator-{worker}", "", ["coordinator", "peer-worker"], ["Malmi"]), worker);

        await Expect(403, self.Post($"{Month(worker, "2026-05")}/parts/Malmi/approval"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Let_in_by_the_table_the_rule_still_tells_own_hours_from_others(bool own)
    {
        var worker = await Declared();
        var coordinator = new Caller(
            new(Guid.CreateVersion7()), [new(Role.Coordinator, new CentreCode("Malmi"))], new(own ? worker : Guid.CreateVersion7()));
        // Asked as an operation that is open to the worker and to the coordinator alike.
        await using var scope = host.Services.ScopeOf(new Asked("ReadMonth", coordinator, Concurrency.Adds, () => null, null, "test"));

        var reply = await scope.ServiceProvider.Feature<MonthsApi>().Approve(worker, YearMonth.Of(May4), "Malmi", default);

        Assert.Equal(own ? HoursRefusals.OwnHours : null, (reply as Reply.Refused)?.Refusal.Code);
        if (!own) Assert.IsType<Reply.Done>(reply);
    }

    async Task<Guid> Declared()
    {
        var (worker, _) = await host.Agreed();
        var self = host.By("peer-worker", worker);
        await Expect(201, self.Post($"{Month(worker, "2026-05")}/entries", Entry(May4)));
        await Expect(204, self.Post($"{Month(worker, "2026-05")}/declaration"));
        return worker;
    }
}
