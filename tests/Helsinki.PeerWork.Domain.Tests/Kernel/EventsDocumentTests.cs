using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary><c>docs/events.md</c> describes what is stored, and nothing else.</summary>
public partial class EventsDocumentTests
{
    const string Heading = "| Stored name |";

    static readonly IReadOnlyList<Row> Rows = [.. RowsOf(File.ReadAllLines(Path.Combine(Source.Root, "docs", "events.md")))];

    sealed record Row(string StoredName, string Fields);

    [Fact]
    public void Every_stored_name_has_one_row_and_every_row_a_stored_name() =>
        Assert.Equal(EventTypes.All.Keys.Order(StringComparer.Ordinal), Rows.Select(r => r.StoredName).Order(StringComparer.Ordinal));

    [Fact]
    public void A_row_names_the_fields_of_its_event_in_their_order() =>
        Assert.Equal(
            EventTypes.All.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new Row(e.Key, FieldsOf(e.Value))),
            Rows.OrderBy(r => r.StoredName, StringComparer.Ordinal));

    [Fact]
    public void A_table_is_read_to_its_end_and_others_are_passed_over() =>
        Assert.Equal(
            [new Row("meeting_held", "On, Minutes"), new Row("session_cancelled", "")],
            RowsOf(
            [
                "| Column |", "|---|", "| `seq_id` |", "",
                "| Stored name | When | Fields |", "|---|---|---|",
                "| `meeting_held` | Then. | `On`; `Minutes` (60–180) |", "| `session_cancelled` | Then. | |", "",
                "| `not_a_row` | After the table. | |",
            ]));

    static IEnumerable<Row> RowsOf(IEnumerable<string> lines)
    {
        var inTable = false;
        foreach (var line in lines)
        {
            inTable = line.StartsWith(Heading, StringComparison.Ordinal) || (inTable && line.StartsWith('|'));
            if (!inTable || line.Split('|') is not [_, var name, _, var fields, _] || Quoted().Match(name) is not { Success: true } stored) continue;
            yield return new(stored.Groups[1].Value, string.Join(", ", Quoted().Matches(fields).Select(m => m.Groups[1].Value)));
        }
    }

    static string FieldsOf(Type @event) => string.Join(", ", @event.GetConstructors().Single().GetParameters().Select(p => p.Name));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
