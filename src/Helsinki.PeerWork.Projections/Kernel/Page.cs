namespace Helsinki.PeerWork.Projections.Kernel;

/// <param name="Number">1 upwards.</param>
/// <param name="Size">Rows a page, 1 upwards.</param>
public sealed record PageRequest(int Number = 1, int Size = 50);

/// <summary>One page of a list.</summary>
/// <param name="Total">Rows in the whole list, whatever the page.</param>
public sealed record Page<TRow>(IReadOnlyList<TRow> Rows, int Total);

/// <summary>What a list is ordered by: one of the columns its feature names.</summary>
public sealed record Sort<TColumn>(TColumn By, bool Descending = false) where TColumn : struct, Enum;
