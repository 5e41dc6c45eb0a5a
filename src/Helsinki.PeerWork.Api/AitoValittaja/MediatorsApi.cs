using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Npgsql;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Who could be a service user's mediator.</summary>
public sealed class MediatorsApi(Admission access, PersonalData personal, NpgsqlDataSource db, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<MediatorsApi>("/aito-valittaja/mediators", a => a.List).WithTags("Aito Välittäjä").WithName("ListMediators").Produces<IReadOnlyList<MediatorView>>();

    /// <param name="Until">Last day of the agreement.</param>
    public sealed record MediatorView(PeerWorkerId Id, string? Name, CentreCode Centre, DateOnly? Until) : IExample<MediatorView>
    {
        public static MediatorView Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Meri Esimerkki", new("Malmi"), new(2026, 12, 31));
    }

    /// <summary>Mediators with an agreement in force for Aito Välittäjä work at the caller's centres, on a day (today when not given).</summary>
    public async Task<Reply> List(CancellationToken ct, string? centre = null, DateOnly? on = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        // What has an agreement behind it has no engagement of its own.
        var rows = (await Workers.InForceOn(db, access.OwnCentres(centre), Lists.Day("on", on) ?? clock.Today(), ct))
            .Where(r => r is { Form: EngagementForm.FeeForService, Kind: WorkKind.AitoValittajaMeeting, Engagement: null }).ToList();
        var persons = await personal.Workers([.. rows.Select(r => r.Worker).Distinct()], ct);
        access.Log.Touches(null, [.. persons.Keys.Select(w => w.Value)]);
        return Reply.Ok(rows.Select(r => new MediatorView(r.Worker, persons.GetValueOrDefault(r.Worker)?.Name, r.Centre, r.Until))
            .OrderBy(m => m.Name, Lists.ByName).ToList());
    }
}
