namespace Helsinki.PeerWork.Api.Http;

/// <summary>The id of what was made.</summary>
public sealed record Made(Guid Id) : IExample<Made>
{
    public static Made Example => new(new Guid("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c22"));
}
