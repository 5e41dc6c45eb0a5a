using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Helsinki.PeerWork.Api.Files;
using static Helsinki.PeerWork.Api.Files.Cell;
using Sheet = Helsinki.PeerWork.Api.Files.Sheet;
using Text = Helsinki.PeerWork.Api.Files.Cell.Text;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Helsinki.PeerWork.Api.Tests.Files;

public sealed class XlsxFileTests
{
    static readonly Sheet Everything = new("Everything", ["text", "whole", "number", "euros", "day", "nothing"],
    [
        [new Text("Päivä"), new Whole(-5), new Number(0.125m), new Euros(-40m), new Day(new DateOnly(2024, 2, 29)), null],
    ]);

    [Fact]
    public void The_file_is_valid_by_the_standard()
    {
        using var book = Open(Everything, MadeSheets.Of([new Whole(1)]) with { Name = "Second" });
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Numbers_and_days_are_real_ones_and_each_has_its_look()
    {
        using var book = Open(Everything);
        var cells = Rows(book, 0)[1];

        Assert.Equal(["Päivä", "-5", "0.125", "-40", "45351", ""], cells.Select(Shown));
        Assert.Equal(new DateTime(2024, 2, 29), DateTime.FromOADate(double.Parse(Shown(cells[4]), CultureInfo.InvariantCulture)));
        Assert.Equal([CellValues.InlineString, null, null, null, null, null], cells.Select(c => c.DataType?.Value));
        Assert.Equal([null, "0", null, "#,##0.00", "dd.mm.yyyy", null], cells.Select(c => FormatOf(book, c)));
    }

    [Fact]
    public void The_heading_row_is_bold_and_stays_in_sight()
    {
        using var book = Open(Everything);
        var headings = Rows(book, 0)[0];
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var styles = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet;

        Assert.Equal(Everything.Headings, headings.Select(Shown));
        Assert.All(headings, c => Assert.NotNull(((Font)styles.Fonts!.ChildElements[(int)LookOf(book, c).FontId!.Value]).Bold));
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((1, PaneStateValues.Frozen), ((int)pane.VerticalSplit!.Value, pane.State!.Value));
    }

    [Theory]
    [InlineData("=1+1", "=1+1")]
    [InlineData("-40", "-40")]
    [InlineData("a\0b\u0007c\uFFFFd", "abcd")]
    [InlineData("\uD83D\uDE00 whole", "\uD83D\uDE00 whole")]
    [InlineData(" <&> \"x\" ", " <&> \"x\" ")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("_x_", "_x_")]
    public void A_text_is_only_ever_a_text(string text, string stored)
    {
        using var book = Open(MadeSheets.Of([new Text(text)]));
        var cell = Rows(book, 0)[1].Single();

        Assert.Equal(stored, Shown(cell));
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.Null(cell.CellFormula);
    }

    [Fact]
    public void Half_a_character_is_left_out()
    {
        using var book = Open(MadeSheets.Of([new Text("a\uD83Db"), new Text("a\uDE00b")]));
        Assert.Equal(["ab", "ab"], Rows(book, 0)[1].Select(Shown));
    }

    [Fact]
    public void A_day_before_a_spreadsheet_can_count_is_a_text()
    {
        using var book = Open(MadeSheets.Of([new Day(new DateOnly(1899, 1, 31)), new Day(new DateOnly(1900, 3, 1))]));
        Assert.Equal(["31.01.1899", "61"], Rows(book, 0)[1].Select(Shown));
    }

    [Fact]
    public void Several_sheets_keep_their_names_and_order()
    {
        using var book = Open(MadeSheets.Of([new Whole(1)]) with { Name = "Lines" }, MadeSheets.Of([new Whole(2)]) with { Name = "Totals & more" });
        Assert.Equal(["Lines", "Totals & more"], book.WorkbookPart!.Workbook.Sheets!.Elements<X.Sheet>().Select(s => s.Name!.Value));
        Assert.Equal("1", Shown(Rows(book, 0)[1].Single()));
        Assert.Equal("2", Shown(Rows(book, 1)[1].Single()));
    }

    [Fact]
    public void The_same_sheets_give_the_same_bytes_also_later()
    {
        var first = MadeSheets.Bytes(to => XlsxFile.Write(to, Everything));
        Thread.Sleep(TimeSpan.FromSeconds(2.1)); // an archive counts time in steps of two seconds
        Assert.Equal(first, MadeSheets.Bytes(to => XlsxFile.Write(to, Everything)));
    }

    [Fact]
    public void Rows_are_pulled_while_bytes_flow()
    {
        using var stream = new CountingStream();
        var sentBefore = new List<long>();
        XlsxFile.Write(stream, MadeSheets.Long(100_000, stream, sentBefore));

        Assert.Equal(100_000, sentBefore.Count);
        Assert.InRange(sentBefore[50_000], stream.Written * 4 / 10, stream.Written * 6 / 10);
        Assert.True(stream.Written - sentBefore[^1] < 64 * 1024, "almost everything had left before the last row was made");
    }

    static SpreadsheetDocument Open(params Sheet[] sheets) =>
        SpreadsheetDocument.Open(new MemoryStream(MadeSheets.Bytes(to => XlsxFile.Write(to, sheets))), isEditable: false);

    static List<List<X.Cell>> Rows(SpreadsheetDocument book, int sheet)
    {
        var id = book.WorkbookPart!.Workbook.Sheets!.Elements<X.Sheet>().ElementAt(sheet).Id!.Value!;
        return [.. ((WorksheetPart)book.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>().Select(r => r.Elements<X.Cell>().ToList())];
    }

    static string Shown(X.Cell cell) => cell.InnerText;

    static CellFormat LookOf(SpreadsheetDocument book, X.Cell cell) =>
        (CellFormat)book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.ChildElements[(int)(cell.StyleIndex?.Value ?? 0)];

    static string? FormatOf(SpreadsheetDocument book, X.Cell cell) => LookOf(book, cell).NumberFormatId?.Value switch
    {
        1 => "0",
        4 => "#,##0.00",
        { } id when id >= 164 => book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>()
            .Single(f => f.NumberFormatId! == id).FormatCode,
        _ => null,
    };
}
