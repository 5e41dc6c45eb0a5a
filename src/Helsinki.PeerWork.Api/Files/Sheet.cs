namespace Helsinki.PeerWork.Api.Files;

/// <summary>What stands in one place of a table. No cell at all (null) is an empty place.</summary>
public abstract record Cell
{
    Cell() { }

    /// <summary>Never calculated by a spreadsheet, whatever it begins with.</summary>
    public sealed record Text(string Value) : Cell;

    /// <summary>A count.</summary>
    public sealed record Whole(long Value) : Cell;

    /// <summary>As many decimals as it has.</summary>
    public sealed record Number(decimal Value) : Cell;

    /// <summary>Exact euros, always written with two decimals.</summary>
    public sealed record Euros : Cell
    {
        /// <param name="value">No finer than a cent: rounding is the domain's, never the file's.</param>
        public Euros(decimal value) => Value = decimal.Round(value, 2) == value
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Finer than a cent.");

        public decimal Value { get; }
    }

    public sealed record Day(DateOnly Value) : Cell;
}

/// <summary>One column, read aloud: its heading, what it means, and what stands in it for a row.</summary>
/// <param name="Meaning">One sentence for whoever reads the file; the documentation is made of it.</param>
public sealed record Column<TRow>(string Heading, string Meaning, Func<TRow, Cell?> Value);

/// <summary>A table to be written to a file. Rows are pulled one by one while writing, and never kept.</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\</c>: a spreadsheet's rule.</param>
public sealed record Sheet(string Name, IReadOnlyList<string> Headings, IEnumerable<IReadOnlyList<Cell?>> Rows)
{
    public static Sheet Of<TRow>(string name, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows) => new(
        name,
        [.. columns.Select(c => c.Heading)],
        rows.Select(row => columns.Select(c => c.Value(row)).ToArray()));
}
