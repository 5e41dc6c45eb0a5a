namespace Helsinki.PeerWork.Api.Http;

/// <summary>A body of the API that shows itself: the example in the API description, and what tests send.</summary>
public interface IExample<TSelf> where TSelf : IExample<TSelf>
{
    static abstract TSelf Example { get; }
}
