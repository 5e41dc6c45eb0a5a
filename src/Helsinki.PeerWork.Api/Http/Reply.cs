using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>What a request is answered, decided before anything is written.</summary>
public abstract record Reply
{
    Reply() { }

    /// <summary>It is done: the events are appended and this is sent.</summary>
    /// <param name="Location">Where the new thing is, when one was made.</param>
    /// <param name="Version">Of the stream the request was about, for the ETag.</param>
    public sealed record Done(int Status, object? Body = null, string? Location = null, long? Version = null) : Reply;

    /// <summary>Bytes as they are, under a file name.</summary>
    /// <param name="Length">Bytes, where known beforehand; a content that breaks off is then seen by whoever asked.</param>
    public sealed record File(Stream Content, string ContentType, string Name, string? Sha256 = null, long? Length = null) : Reply;

    /// <summary>What its reader may keep and ask for again: whoever has it already is told so (304).</summary>
    /// <param name="Name">Of a file; null: the answer is no file.</param>
    /// <param name="Tag">Its ETag.</param>
    /// <param name="IsKnown">The caller named the tag in <c>If-None-Match</c>.</param>
    public sealed record Kept(byte[] Content, string ContentType, string? Name, string? Sha256, string Tag, bool IsKnown) : Reply
    {
        public static Kept Of(byte[] content, string contentType, string? name, string? sha256, HttpRequest request)
        {
            var tag = ETag.Of(content);
            return new(content, contentType, name, sha256, tag, ETag.IsKnown(request, tag));
        }
    }

    /// <summary>What was recorded of it can't all be read: nothing is decided on half of what happened.</summary>
    /// <param name="Record">The stream.</param>
    /// <param name="Version">Of the first event that can't be read.</param>
    public sealed record Unreadable(Guid Record, long Version) : Reply;

    /// <summary>A rule said no; nothing is appended.</summary>
    public sealed record Refused(Refusal Refusal) : Reply;

    /// <summary>Fields that can't be used, each with what would be right.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : Reply;

    /// <summary>A file that can't be used, with everything that is wrong in it.</summary>
    /// <param name="Rows">What is wrong, in the language asked for, place by place.</param>
    public sealed record InvalidFile(string Code, string Detail, Func<HttpContext, object> Rows) : Reply;

    /// <summary>Nobody is logged in.</summary>
    public sealed record LogIn : Reply;

    /// <summary>The caller may know of it, but not do it.</summary>
    public sealed record Forbidden(string Code = ProblemCodes.Forbidden) : Reply;

    /// <summary>There is no such thing, or none the caller may know of.</summary>
    public sealed record Absent : Reply;

    /// <summary>The caller saw an older version than <paramref name="Current"/>.</summary>
    public sealed record Stale(long Current) : Reply;

    /// <summary>It replaces something, and the caller did not say which version.</summary>
    public sealed record PreconditionRequired : Reply;

    /// <summary>The same request under the same key was just done by another; its reply is sent.</summary>
    public sealed record Replayed(IdempotencyKey Key) : Reply;

    /// <summary>What was answered before under the same key.</summary>
    public sealed record Again(Remembered Before) : Reply;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused : Reply;

    /// <summary>Too many wrote at once, even after deciding again.</summary>
    public sealed record Busy : Reply;

    public static readonly Reply NoContent = new Done(StatusCodes.Status204NoContent);
    public static readonly Reply NotFound = new Absent();

    public static Reply Ok(object body, long? version = null) => new Done(StatusCodes.Status200OK, body, Version: version);
    public static Reply Created(string location, object body) => new Done(StatusCodes.Status201Created, body, location);
    public static Reply No(Refusal refusal) => new Refused(refusal);
    public static Reply Field(string name, string shouldBe) => new Invalid(new Dictionary<string, string[]> { [name] = [shouldBe] });
}
