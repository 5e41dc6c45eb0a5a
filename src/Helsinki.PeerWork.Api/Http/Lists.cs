using System.Globalization;
using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>One page of a list, with where it stands in the whole.</summary>
/// <param name="Total">Rows in the whole list.</param>
/// <param name="Page">1 upwards.</param>
/// <param name="Size">Rows a page, 1–200.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, int Total, int Page, int Size);

/// <summary>Which page of a list, how large, in what order: <c>?page=2&amp;size=50&amp;sort=-suggestedOn</c>.</summary>
public static class Lists
{
    /// <summary>Names as the city sorts them, å ä ö last.</summary>
    public static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("fi-FI"), ignoreCase: true);

    const int DefaultSize = 50;
    const int LargestSize = 200;

    /// <exception cref="InvalidFieldException">Page or size out of bounds.</exception>
    public static PageRequest Page(int? page, int? size) =>
        page is < 1 or > 1_000_000 ? throw new InvalidFieldException("page", "must be 1–1,000,000")
        : size is < 1 or > LargestSize ? throw new InvalidFieldException("size", $"must be 1–{LargestSize}")
        : new(page ?? 1, size ?? DefaultSize);

    /// <summary>A column's name, a minus before it for descending.</summary>
    /// <exception cref="InvalidFieldException">No such column.</exception>
    public static Sort<TColumn> Sort<TColumn>(string? sort, TColumn by, bool descending = false) where TColumn : struct, Enum =>
        string.IsNullOrEmpty(sort) ? new(by, descending) : new(OneOf<TColumn>("sort", sort.TrimStart('-'))!.Value, sort.StartsWith('-'));

    /// <summary>One of a list of words, case aside; null when not given.</summary>
    /// <exception cref="InvalidFieldException">Not one of them.</exception>
    public static TEnum? OneOf<TEnum>(string field, string? text) where TEnum : struct, Enum =>
        string.IsNullOrEmpty(text) ? null
        : Array.FindIndex(Enum.GetNames<TEnum>(), n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? Enum.GetValues<TEnum>()[at]
        : throw new InvalidFieldException(field, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}");

    /// <exception cref="InvalidFieldException">No day the system can hold.</exception>
    public static DateOnly? Day(string field, DateOnly? day) =>
        day is null || Calendar.Holds(day.Value) ? day : throw new InvalidFieldException(field, $"must be {Calendar.Years}");

    /// <summary>The page of a list that had to be read whole.</summary>
    public static Listed<TView> Cut<TView>(IReadOnlyCollection<TView> whole, PageRequest page) =>
        new([.. whole.Skip((page.Number - 1) * page.Size).Take(page.Size)], whole.Count, page.Number, page.Size);

    public static Listed<TView> Of<TRow, TView>(Page<TRow> rows, PageRequest page, Func<TRow, TView> view) =>
        new([.. rows.Rows.Select(view)], rows.Total, page.Number, page.Size);
}
