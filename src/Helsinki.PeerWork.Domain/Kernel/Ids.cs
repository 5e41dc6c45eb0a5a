using System.Security.Cryptography;
using System.Text;

namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>An opaque id, stored and sent as its plain value.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf Of(Guid value);
}

/// <summary>The person supported. Who it is stands only in the personal-data schema.</summary>
public readonly record struct ServiceUserId(Guid Value) : IId<ServiceUserId> { public static ServiceUserId Of(Guid value) => new(value); }

/// <summary>A person doing peer work. Who it is stands only in the personal-data schema.</summary>
public readonly record struct PeerWorkerId(Guid Value) : IId<PeerWorkerId> { public static PeerWorkerId Of(Guid value) => new(value); }

/// <summary>Someone who logs in, known by an id made from the identity provider's subject.</summary>
public readonly record struct UserId(Guid Value) : IId<UserId> { public static UserId Of(Guid value) => new(value); }

public readonly record struct ProcessId(Guid Value) : IId<ProcessId> { public static ProcessId Of(Guid value) => new(value); }
public readonly record struct MeetingId(Guid Value) : IId<MeetingId> { public static MeetingId Of(Guid value) => new(value); }
public readonly record struct ConcernId(Guid Value) : IId<ConcernId> { public static ConcernId Of(Guid value) => new(value); }
public readonly record struct AgreementId(Guid Value) : IId<AgreementId> { public static AgreementId Of(Guid value) => new(value); }
public readonly record struct EngagementId(Guid Value) : IId<EngagementId> { public static EngagementId Of(Guid value) => new(value); }
public readonly record struct EntryId(Guid Value) : IId<EntryId> { public static EntryId Of(Guid value) => new(value); }
public readonly record struct ExportId(Guid Value) : IId<ExportId> { public static ExportId Of(Guid value) => new(value); }
public readonly record struct LineId(Guid Value) : IId<LineId> { public static LineId Of(Guid value) => new(value); }

/// <summary>Answers of payroll that came together.</summary>
public readonly record struct AnswersId(Guid Value) : IId<AnswersId> { public static AnswersId Of(Guid value) => new(value); }
public readonly record struct SessionId(Guid Value) : IId<SessionId> { public static SessionId Of(Guid value) => new(value); }

/// <summary>A service centre's stable short code, e.g. <c>Malmi</c> or <c>Symppis Itis</c>.</summary>
public readonly record struct CentreCode(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Name-based (version 5) ids, for streams that are found by what they are about.</summary>
public static class NameBasedId
{
    /// <summary>The same namespace and name give the same id for ever.</summary>
    public static Guid Of(Guid space, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        byte[] input = [.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // RFC 9562 defines version 5 on SHA-1; nothing here is secret.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
