using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>A picture of figures: what it says, how it looks, and the same figures as a table.</summary>
/// <param name="Title">The message, in a sentence.</param>
/// <param name="Subtitle">What is drawn.</param>
/// <param name="Drawing">Null: there is nothing to draw, and the message says why.</param>
/// <param name="Note">What a reader must know not to misread it.</param>
public sealed record Chart(string Title, string Subtitle, XElement? Drawing, ChartTable Table, string? Note = null)
{
    public IHtmlContent Picture => new HtmlString(Drawing?.ToString(SaveOptions.DisableFormatting) ?? "");
}

/// <param name="Head">One for each column; the first is of the rows' names.</param>
public sealed record ChartTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows);
