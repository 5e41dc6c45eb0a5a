namespace Helsinki.PeerWork.Api.Http;

/// <summary>Something in the request can't be read: becomes a 400 that names the field and says what would be right.</summary>
public sealed class InvalidFieldException(string field, string shouldBe) : Exception($"{field} {shouldBe}.")
{
    public string Field { get; } = field;
    public string ShouldBe { get; } = shouldBe;
}
