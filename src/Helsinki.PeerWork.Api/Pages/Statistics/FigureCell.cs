using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>One figure of a table, leading to where it comes from.</summary>
/// <param name="Where">A centre's code, or the city in words.</param>
public sealed record FigureCell(MeasureView Measure, FigureView Figure, string Address, string Where);
