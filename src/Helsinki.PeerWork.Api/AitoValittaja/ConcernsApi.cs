using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Phone numbers of the professional teams, by centre code.</summary>
public sealed class TeamOptions
{
    public const string EmergencyNumber = "112";
    public Dictionary<string, string> Phones { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whom to call now: the team where it has a number, and always 112.</summary>
    public IReadOnlyList<string> Call(CentreCode centre) =>
        Phones.TryGetValue(centre.Value, out var phone) ? [phone, EmergencyNumber] : [EmergencyNumber];
}

/// <summary>Safety concerns (turvallisuushuoli): a category, no narrative, never refused for a phase or a stale version.</summary>
public sealed class ConcernsApi(Acts acts, Admission access, TeamOptions team, NpgsqlDataSource db)
{
    public static void Map(RouteGroupBuilder api)
    {
        var concerns = api.MapGroup("/aito-valittaja").WithTags("Safety concerns");
        concerns.MapGet<ConcernsApi>("/concerns", a => a.List).WithName("ListConcerns").Produces<IReadOnlyList<ConcernView>>();
        concerns.MapPost<ConcernsApi>("/processes/{process:guid}/concerns", a => a.Raise).WithName("RaiseConcern").NeverStale().Produces<Raised>(StatusCodes.Status201Created);
        concerns.MapPost<ConcernsApi>("/processes/{process:guid}/concerns/{concern:guid}/acknowledgement", a => a.Acknowledge)
            .WithName("AcknowledgeConcern").NeverStale().Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record ConcernRequest(ConcernCategory Category, Guid? Id = null) : IExample<ConcernRequest>
    {
        public static ConcernRequest Example => new(ConcernCategory.DeterioratedCondition);
    }

    /// <param name="Call">Phone numbers to call now: the team's, and 112.</param>
    public sealed record Raised(ConcernId Id, IReadOnlyList<string> Call) : IExample<Raised>
    {
        public static Raised Example => new(ConcernView.Example.Id, ["09 310 00000", TeamOptions.EmergencyNumber]);
    }

    /// <summary>Raises a safety concern to the professional team, from the matching of a mediator on, in any phase.</summary>
    public Task<Reply> Raise(Guid process, ConcernRequest body, CancellationToken ct)
    {
        var concern = new ConcernId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            var (state, no) = await act.Process(process, access);
            return no
                ?? act.Decide(AitoValittajaDecider.Decider, process, new RaiseConcern(concern, body.Category))
                ?? Reply.Created($"/api/aito-valittaja/processes/{process}/concerns/{concern.Value}", new Raised(concern, team.Call(state!.Case.Centre)));
        }, ct);
    }

    /// <summary>Acknowledges a concern: the team has seen it. The time it took is measured.</summary>
    public Task<Reply> Acknowledge(Guid process, Guid concern, CancellationToken ct) =>
        acts.Step(process, access, _ => new AcknowledgeConcern(new(concern)), ct);

    /// <summary>Concerns nobody has acknowledged yet at the caller's centres, the oldest first.</summary>
    public async Task<Reply> List(CancellationToken ct)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var rows = await Concerns.Open(db, access.OwnCentres(null), ct);
        access.Log.Touches(null, [.. rows.Select(r => r.ServiceUser.Value)]);
        return Reply.Ok(rows.Select(ConcernView.Of).ToList());
    }
}
