using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Helsinki.PeerWork.Api.Files;

/// <summary>How a CSV file is written. Lines end in CRLF (RFC 4180).</summary>
/// <param name="DayFormat">A .NET date format.</param>
public sealed record CsvStyle(char Delimiter, bool ByteOrderMark, char DecimalSeparator, string DayFormat)
{
    /// <summary>As a Finnish spreadsheet reads it, and as the city's payroll streams are.</summary>
    public static readonly CsvStyle Finnish = new(';', ByteOrderMark: true, ',', "dd.MM.yyyy");

    /// <summary>As a program anywhere reads it.</summary>
    public static readonly CsvStyle Invariant = new(',', ByteOrderMark: false, '.', "yyyy-MM-dd");
}

/// <summary>Writes a sheet as CSV in UTF-8.</summary>
public static class CsvFile
{
    // What makes a spreadsheet take a text for a formula: the OWASP list, its full-width forms (which some input methods give) and the minus sign proper.
    const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212";
    const string ControlStarts = "\t\r\n";

    /// <summary>The stream stays open.</summary>
    public static void Write(Stream to, Sheet sheet, CsvStyle style)
    {
        var numbers = new NumberFormatInfo { NumberDecimalSeparator = style.DecimalSeparator.ToString(), NegativeSign = "-" };
        using var text = new StreamWriter(to, new UTF8Encoding(style.ByteOrderMark), leaveOpen: true);
        // Its own default line end is CRLF; named explicitly, it would no longer quote a lone CR or LF.
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = style.Delimiter.ToString() });

        foreach (var heading in sheet.Headings) csv.WriteField(Neutral(heading));
        csv.NextRecord();
        foreach (var row in sheet.Rows)
        {
            foreach (var cell in row) csv.WriteField(Written(cell, numbers, style.DayFormat));
            csv.NextRecord();
        }
    }

    static string Written(Cell? cell, NumberFormatInfo numbers, string dayFormat) => cell switch
    {
        null => "",
        Cell.Text(var value) => Neutral(value),
        Cell.Whole(var value) => value.ToString(numbers),
        Cell.Number(var value) => value.ToString(numbers),
        Cell.Euros { Value: var value } => value.ToString("0.00", numbers),
        Cell.Day(var value) => value.ToString(dayFormat, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A kind of cell CSV does not know: {cell.GetType().Name}."),
    };

    static string Neutral(string text)
    {
        var inked = text.AsSpan().TrimStart();
        var calculates = (inked.Length > 0 && FormulaStarts.Contains(inked[0])) || (text.Length > 0 && ControlStarts.Contains(text[0]));
        return calculates ? "'" + text : text;
    }
}
