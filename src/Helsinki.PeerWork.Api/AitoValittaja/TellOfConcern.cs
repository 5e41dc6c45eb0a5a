using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Wolverine.Attributes;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Whom a notice is for.</summary>
public enum NoticeFor { Team, Coordinator }

/// <summary>A message to ourselves: somebody is to hear of a concern. Ids alone, no category and no person: it is stored as it stands.</summary>
[MessageIdentity(Name)]
public sealed record TellOfConcern(ProcessId Process, ConcernId Concern, NoticeFor For)
{
    /// <summary>What it is stored under, whatever becomes of the type's own name.</summary>
    public const string Name = "tell_of_concern";

    /// <summary>What is to be told of an append, whoever made it: the team of what was raised, the coordinator of what was escalated.</summary>
    public static IReadOnlyList<TellOfConcern> Of(IReadOnlyList<StreamAppend> appends) =>
        [.. appends.SelectMany(append => append.Events.Select(e => Of(new(append.Stream), e))).OfType<TellOfConcern>()];

    static TellOfConcern? Of(ProcessId process, object @event) => @event switch
    {
        SafetyConcernRaised raised => new(process, raised.Concern, NoticeFor.Team),
        SafetyConcernEscalated escalated => new(process, escalated.Concern, NoticeFor.Coordinator),
        _ => null,
    };
}
