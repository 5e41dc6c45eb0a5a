using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Helsinki.PeerWork.Api.Files;

/// <summary>
/// Writes sheets as an Excel workbook, one pass and row by row: memory does not grow with the rows, the stream need not seek, and
/// the same sheets give the same bytes. The parts go straight into the archive because System.IO.Packaging stamps each with the
/// time of day, and the SDK's own package holds all parts in memory until it closes.
/// </summary>
public static partial class XlsxFile
{
    const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // The archive's format knows no earlier moment.
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    // A spreadsheet counts days rightly only after the leap day of 1900, which never was.
    static readonly DateOnly FirstDay = new(1900, 3, 1);

    /// <summary>The place of a cell's look in the list of formats of <see cref="Styles"/>.</summary>
    enum Look : uint { Plain, Heading, Whole, Euros, Day }

    /// <summary>The stream stays open.</summary>
    public static void Write(Stream to, params IReadOnlyList<Sheet> sheets)
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Part(archive, "[Content_Types].xml", xml => ContentTypes(xml, sheets.Count));
        Part(archive, "_rels/.rels", xml => Relations(xml, [("officeDocument", "xl/workbook.xml")]));
        Part(archive, "xl/workbook.xml", xml => Workbook(sheets).WriteTo(xml));
        Part(archive, "xl/_rels/workbook.xml.rels", xml => Relations(xml,
            [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        Part(archive, "xl/styles.xml", xml => Styles().WriteTo(xml));
        for (var i = 0; i < sheets.Count; i++)
        {
            using var part = Entry(archive, $"xl/worksheets/sheet{i + 1}.xml");
            Worksheet(part, sheets[i]);
        }
    }

    static Stream Entry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    static void Part(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        using var part = Entry(archive, name);
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    static void ContentTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default("xml", "application/xml");
        Override("/xl/workbook.xml", MainType + ".sheet.main+xml");
        Override("/xl/styles.xml", MainType + ".styles+xml");
        for (var i = 1; i <= sheets; i++) Override($"/xl/worksheets/sheet{i}.xml", MainType + ".worksheet+xml");
        xml.WriteEndElement();

        void Default(string extension, string type) => Element("Default", "Extension", extension, type);
        void Override(string part, string type) => Element("Override", "PartName", part, type);
        void Element(string name, string what, string value, string type)
        {
            xml.WriteStartElement(name);
            xml.WriteAttributeString(what, value);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    /// <summary>Numbered rId1 upwards in the order given.</summary>
    static void Relations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var i = 0; i < relations.Count; i++)
        {
            xml.WriteStartElement("Relationship");
            xml.WriteAttributeString("Id", $"rId{i + 1}");
            xml.WriteAttributeString("Type", $"{OfficeRelations}/{relations[i].Type}");
            xml.WriteAttributeString("Target", relations[i].Target);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static Workbook Workbook(IReadOnlyList<Sheet> sheets) => new(new Sheets(
        sheets.Select((sheet, i) => new X.Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = $"rId{i + 1}" })));

    static Stylesheet Styles()
    {
        const uint general = 0, whole = 1, euros = 4, day = 164; // 1 "0" and 4 "#,##0.00" are built in
        return new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = day, FormatCode = "dd.mm.yyyy" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat { NumberFormatId = general },
                new CellFormat { NumberFormatId = general, FontId = 1, ApplyFont = true },
                new CellFormat { NumberFormatId = whole, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = euros, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = day, ApplyNumberFormat = true }));
    }

    static void Worksheet(Stream part, Sheet sheet)
    {
        using var xml = OpenXmlWriter.Create(part, new UTF8Encoding(false));
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        xml.WriteElement(new Columns(sheet.Headings.Select((heading, i) =>
            new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Math.Max(heading.Length, 12) + 2, CustomWidth = true })));
        xml.WriteStartElement(new SheetData());
        Row(xml, sheet.Headings.Select(heading => Text(heading, Look.Heading)));
        foreach (var row in sheet.Rows) Row(xml, row.Select(Written));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Row(OpenXmlWriter xml, IEnumerable<X.Cell> cells)
    {
        xml.WriteStartElement(new Row());
        foreach (var cell in cells) xml.WriteElement(cell);
        xml.WriteEndElement();
    }

    static X.Cell Written(Cell? cell) => cell switch
    {
        null => new X.Cell(),
        Cell.Text(var value) => Text(value, Look.Plain),
        Cell.Whole(var value) => Number(value, Look.Whole),
        Cell.Number(var value) => Number(value, Look.Plain),
        Cell.Euros { Value: var value } => Number(value, Look.Euros),
        Cell.Day(var value) when value >= FirstDay => Number(value.DayNumber - DayZero, Look.Day),
        Cell.Day(var value) => Text(value.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), Look.Plain),
        _ => throw new InvalidOperationException($"A kind of cell XLSX does not know: {cell.GetType().Name}."),
    };

    static X.Cell Number(decimal value, Look look) =>
        new(new CellValue(value.ToString(CultureInfo.InvariantCulture))) { StyleIndex = (uint)look };

    // Inline and typed as text, so that nothing in it is ever taken for a formula.
    static X.Cell Text(string value, Look look) =>
        new(new InlineString(new Text(Clean(value)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = (uint)look,
        };

    /// <summary>Without characters XML cannot hold; what would be read as an escape (ECMA-376, ST_Xstring) is itself escaped.</summary>
    static string Clean(string text) => EscapeLike().Replace(NotXml().Replace(text, ""), "_x005F_");

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex NotXml();

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapeLike();
}
