namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>The pages of a long list.</summary>
/// <param name="Number">The one that is shown, 1 upwards.</param>
/// <param name="Address">Of a page by its number.</param>
public sealed record Pager(int Total, int Number, int Size, Func<int, string> Address)
{
    public int Last => Math.Max(1, (Total + Size - 1) / Size);
}
