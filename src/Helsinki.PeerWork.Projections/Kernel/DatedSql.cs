using System.Globalization;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Kernel;

/// <summary>A number of the rules inside a query.</summary>
static class DatedSql
{
    /// <param name="day">An expression of SQL's type date, never null.</param>
    public static string SqlOn(this DatedNumber number, string day)
    {
        var changes = number.Values.Changes.Reverse()
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"when {day} >= date '{c.From:yyyy-MM-dd}' then {c.Value} "));
        var first = number.Values.Before.ToString(CultureInfo.InvariantCulture);
        return string.Concat(changes) is { Length: > 0 } cases ? $"(case {cases}else {first} end)" : first;
    }
}
