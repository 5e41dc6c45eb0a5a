using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>One request's caller, its operation, and what the access table says of the two.</summary>
public sealed class Admission(AccessTable table, AccessLog log, Asked asked)
{
    public Caller Caller => asked.Caller;

    /// <summary>The operation's id in the API description and the access table.</summary>
    public string Operation => asked.Operation;

    /// <summary>True once the table was asked about the record itself.</summary>
    public bool Asked { get; private set; }

    public AccessLog Log => log;

    /// <summary>Null when the caller may go on; otherwise 403, or 404 where existence is itself a secret.</summary>
    /// <param name="ground">Why, for the access log, e.g. <c>responsible-therapist</c>.</param>
    public Reply? May(Relation relation, string ground)
    {
        Asked = true;
        log.Ground = ground;
        return table.Of(Operation, Caller.Roles, relation) switch
        {
            Verdict.Allowed => null,
            // A colleague's process at the same centre opens after a take-over (DOMAIN: substitute).
            Verdict.Forbidden when relation is { OwnCentre: true, OwnRecord: false } && Would(relation with { OwnRecord = true }) => new Reply.Forbidden(ProblemCodes.TakeOverFirst),
            Verdict.Forbidden => new Reply.Forbidden(),
            _ => Reply.NotFound,
        };
    }

    /// <summary>For what is the caller's own: null when the caller is a peer worker at all.</summary>
    public Reply? MayAsWorker(out PeerWorkerId worker)
    {
        worker = Caller.PeerWorker.GetValueOrDefault();
        return May(new(OwnCentre: true, OwnRecord: Caller.PeerWorker is not null), "own-record");
    }

    /// <summary>The caller's centres, or the one of them that is asked for.</summary>
    /// <exception cref="InvalidFieldException">It is none of them: an empty list would say that nothing waits there.</exception>
    public IReadOnlyCollection<CentreCode> OwnCentres(string? only) =>
        only is null ? Caller.Centres
        : Caller.Centres.Contains(new(only)) ? [new(only)]
        : throw new InvalidFieldException("centre", $"must be one of your service centres: {string.Join(", ", Caller.Centres.Select(c => c.Value).Order(StringComparer.Ordinal))}");

    bool Would(Relation relation) => table.Of(Operation, Caller.Roles, relation) == Verdict.Allowed;
}
