using System.Text;
using Helsinki.PeerWork.Api.Files;
using static Helsinki.PeerWork.Api.Files.Cell;

namespace Helsinki.PeerWork.Api.Tests.Files;

public sealed class CsvFileTests
{
    [Fact]
    public void A_Finnish_file_has_a_byte_order_mark_semicolons_decimal_commas_and_crlf()
    {
        var bytes = MadeSheets.Bytes(to => CsvFile.Write(to, OneRow, CsvStyle.Finnish));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("h1;h2;h3;h4;h5;h6\r\nPäivä;1234567;-40,00;0,125;05.02.2024;\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void An_invariant_file_has_none_of_these() =>
        Assert.Equal("h1,h2,h3,h4,h5,h6\r\nPäivä,1234567,-40.00,0.125,2024-02-05,\r\n",
            Encoding.UTF8.GetString(MadeSheets.Bytes(to => CsvFile.Write(to, OneRow, CsvStyle.Invariant))));

    [Theory]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"a\"", "\"say \"\"a\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("a,b", "a,b")]
    public void What_would_break_the_row_is_quoted(string text, string written) =>
        Assert.Equal(written, Line(new Text(text)));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+358 9 310", "'+358 9 310")]
    [InlineData("-40,00", "'-40,00")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20A", "'\uFF20A")]
    [InlineData("\u22121", "'\u22121")]
    [InlineData("=HYPERLINK(\"x\";\"y\")", "\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\"")]
    [InlineData("131052-308T", "131052-308T")]
    [InlineData("", "")]
    public void A_text_a_spreadsheet_would_calculate_is_neutralised(string text, string written) =>
        Assert.Equal(written, Line(new Text(text)));

    [Fact]
    public void A_negative_number_stays_a_number()
    {
        Assert.Equal("-40,00", Line(new Euros(-40m)));
        Assert.Equal("-5", Line(new Whole(-5)));
        Assert.Equal("-0,5", Line(new Number(-0.5m)));
    }

    [Fact]
    public void Euros_finer_than_a_cent_are_a_bug_and_never_rounded_by_the_file() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Euros(0.005m));

    [Fact]
    public void Rows_are_pulled_while_bytes_flow()
    {
        using var stream = new CountingStream();
        var sentBefore = new List<long>();
        CsvFile.Write(stream, MadeSheets.Long(100_000, stream, sentBefore), CsvStyle.Finnish);

        Assert.Equal(100_000, sentBefore.Count);
        Assert.InRange(sentBefore[50_000], stream.Written * 4 / 10, stream.Written * 6 / 10);
        Assert.True(stream.Written - sentBefore[^1] < 64 * 1024, "almost everything had left before the last row was made");
    }

    static Sheet OneRow => MadeSheets.Of([new Text("Päivä"), new Whole(1234567), new Euros(-40m), new Number(0.125m), new Day(new DateOnly(2024, 2, 5)), null]);

    static string Line(Cell cell)
    {
        var text = Encoding.UTF8.GetString(MadeSheets.Bytes(to => CsvFile.Write(to, MadeSheets.Of([cell]), CsvStyle.Finnish with { ByteOrderMark = false })));
        return text["h1\r\n".Length..^"\r\n".Length];
    }
}
