using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Compensation;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>What is paid and how, as the system starts with: sent once, as commands; what a later version brought is sent to it then; administrators go on from there.</summary>
static class InitialConfiguration
{
    public static async Task Ensure(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.ScopeOf(Asked.BySystem("SetUp", "set-up"));
        await scope.ServiceProvider.GetRequiredService<Acts>().Run(async act =>
        {
            var state = await act.Load(CompensationDecider.Decider, CompensationDecider.StreamId);
            foreach (var command in InitialCompensation.CommandsFor(state))
                if (act.Decide(CompensationDecider.Decider, CompensationDecider.StreamId, command) is { } no) return no;
            return Reply.NoContent;
        }, ct);
    }
}
