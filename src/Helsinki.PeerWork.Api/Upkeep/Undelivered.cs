using System.Text.Json;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Npgsql;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime;

namespace Helsinki.PeerWork.Api.Upkeep;

/// <summary>Messages that were tried in vain, Wolverine's dead letters: what each was to tell, since when, and why it could not.</summary>
public sealed class Undelivered(IServiceProvider services, NpgsqlDataSource db, TimeProvider clock)
{
    const int Most = 500;

    IWolverineRuntime Wolverine => services.GetRequiredService<IWolverineRuntime>();

    /// <summary>Those nobody has had tried again, the oldest first.</summary>
    public async Task<IReadOnlyList<UpkeepApi.UndeliveredView>> Now(CancellationToken ct)
    {
        var found = await Wolverine.Storage.DeadLetters.QueryAsync(new() { Replayable = false, PageSize = Most }, ct);
        List<UpkeepApi.UndeliveredView> views = [];
        foreach (var letter in found.Envelopes.OrderBy(e => e.SentAt)) views.Add(await View(letter, ct));
        return views;
    }

    async Task<UpkeepApi.UndeliveredView> View(DeadLetterEnvelope letter, CancellationToken ct)
    {
        var notice = Message(letter);
        var process = notice is null ? null : await ProcessList.One(db, notice.Process, clock.Today(), ct);
        NotSent? why = Enum.TryParse<NotSent>(letter.ExceptionMessage, out var known) ? known : null;
        return new(letter.Id, notice?.For, process?.Code, process?.Centre, letter.SentAt, why);
    }

    TellOfConcern? Message(DeadLetterEnvelope letter)
    {
        if (letter is not { MessageType: TellOfConcern.Name, Envelope.Data: not null }) return null;
        try
        {
            return (TellOfConcern)Wolverine.Options.DefaultSerializer.ReadFromData(typeof(TellOfConcern), letter.Envelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Within seconds, from the first try on; one that is no longer there needs none.</summary>
    public Task TryAgain(Guid message, CancellationToken ct) => Wolverine.Storage.DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery([message]), ct);
}
