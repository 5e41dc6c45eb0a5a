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
    public Reply? May(Standing standing, string ground)
    {
        Asked = true;
        log.Ground = ground;
        return table.Of(Operation, Caller, standing) switch
        {
            Verdict.Allowed => null,
            // A colleague's process at the same centre opens after a take-over (DOMAIN: substitute).
            Verdict.Forbidden when table.Of(Operation, Caller, standing with { LooksAfter = true }) == Verdict.Allowed =>
                new Reply.Forbidden(ProblemCodes.TakeOverFirst),
            Verdict.Forbidden => new Reply.Forbidden(),
            _ => Reply.NotFound,
        };
    }

    /// <summary>For what is the caller's own: null when the caller is a peer worker at all.</summary>
    public Reply? MayAsWorker(out PeerWorkerId worker)
    {
        worker = Caller.PeerWorker.GetValueOrDefault();
        return May(new(_ => true, LooksAfter: false, Caller.PeerWorker is not null), "own-record");
    }

    /// <summary>The caller's centres for this operation.</summary>
    public IReadOnlySet<CentreCode> Centres => table.CentresOf(Operation, Caller);

    /// <summary>The caller's centres for this operation, or the one of them that is asked for.</summary>
    /// <exception cref="InvalidFieldException">It is none of them: an empty list would say that nothing waits there.</exception>
    public IReadOnlyCollection<CentreCode> OwnCentres(string? only) =>
        only is null ? Centres
        : Centres.Contains(new(only)) ? [new(only)]
        : throw new InvalidFieldException("centre",
            $"must be one of your service centres: {string.Join(", ", Centres.Select(c => c.Value).Order(StringComparer.Ordinal))}");
}
