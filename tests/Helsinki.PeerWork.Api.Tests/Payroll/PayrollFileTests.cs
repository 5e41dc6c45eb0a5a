using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Api.Tests.Files;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class PayrollFileTests
{
    static readonly Guid Aino = new("0196a000-0000-7000-8000-0000000000a1");
    static readonly Guid Veikko = new("0196a000-0000-7000-8000-0000000000b2");
    static readonly CentreCode Malmi = new("Malmi");
    static readonly CentreCode Symppis = new("Symppis Itis");
    static readonly LineId First = new(new("0196a000-0000-7000-8000-000000000001"));
    static readonly LineId Second = new(new("0196a000-0000-7000-8000-000000000002"));
    static readonly LineId Third = new(new("0196a000-0000-7000-8000-000000000003"));

    static readonly PayrollLine[] Lines =
    [
        new(First, Aino, "131052-308T", "70012", Malmi, "2814500101", WorkKind.AitoValittajaMeeting, new(2024, 2, 5), 95, 20m, 31.67m, "336", "V-0007", null, Second, PayNature.Fee),
        new(Second, Aino, "131052-308T", "70012", Malmi, "2814500101", WorkKind.AitoValittajaMeeting, new(2024, 1, 30), -120, 20m, -40m, "336", "V-0007", new(Guid.Parse("0196a000-0000-7000-8000-0000000000ff")), null, PayNature.Fee),
        new(Third, Veikko, null, "70034", Symppis, "0814500109", WorkKind.PeerSupport, new(2024, 2, 6), 60, 20.5m, 20.5m, "210", "=V", null, null, PayNature.Wage),
    ];

    static readonly PayrollFile File = new(new PayrollFileOptions { CompanyId = "1234", Stream = "vertaistyo" });

    [Fact]
    public void Csv_is_the_eight_columns_of_the_citys_payroll_streams() =>
        Assert.Equal(
            "\uFEFF" + """
            hetu;start;end;payType;gross;companyId;internalOrder;decisionNo
            131052-308T;05.02.2024;05.02.2024;336;31,67;1234;2814500101;V-0007
            131052-308T;30.01.2024;30.01.2024;336;-40,00;1234;2814500101;V-0007
            70034;06.02.2024;06.02.2024;210;20,50;1234;0814500109;'=V

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(MadeSheets.Bytes(to => File.WriteCsv(to, new(Lines)))));

    [Fact]
    public void A_payee_without_identity_code_and_payroll_number_has_an_empty_place() =>
        Assert.Contains("\r\n;06.02.2024;06.02.2024;210;20,50;",
            Encoding.UTF8.GetString(MadeSheets.Bytes(to => File.WriteCsv(to, new([Lines[2] with { PayrollNumber = null }])))), StringComparison.Ordinal);

    [Fact]
    public void Nothing_to_pay_is_still_a_file_with_its_headings() =>
        Assert.Equal("\uFEFFhetu;start;end;payType;gross;companyId;internalOrder;decisionNo\r\n", Encoding.UTF8.GetString(MadeSheets.Bytes(to => File.WriteCsv(to, new([])))));

    [Theory]
    [InlineData("2026-01-31T22:30:05Z", "vertaistyo_palkkatapahtuma_20260201003005.csv")]
    [InlineData("2026-06-30T21:30:05Z", "vertaistyo_palkkatapahtuma_20260701003005.csv")]
    public void The_name_carries_the_moment_in_Helsinki(string at, string name) =>
        Assert.Equal(name, File.NameOf(DateTimeOffset.Parse(at, null), "csv"));

    [Fact]
    public void Json_has_the_same_lines_with_their_ids_and_exact_cents()
    {
        var text = Encoding.UTF8.GetString(MadeSheets.Bytes(to => File.WriteJson(to, new(Lines))));
        using var json = JsonDocument.Parse(text);
        var reversal = json.RootElement.GetProperty("lines")[1];

        Assert.Equal(
            """
            {"hetu":"131052-308T","start":"2024-01-30","end":"2024-01-30","payType":"336","gross":-40.00,"companyId":"1234","internalOrder":"2814500101","decisionNo":"V-0007",
            "line":"0196a000-0000-7000-8000-000000000002","reverses":"0196a000-0000-7000-8000-0000000000ff","replaces":null,"nature":"Fee","worker":"0196a000-0000-7000-8000-0000000000a1",
            "centre":"Malmi","kind":"AitoValittajaMeeting","minutes":-120,"rate":20}
            """.ReplaceLineEndings(""),
            reversal.GetRawText());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("lines")[0].GetProperty("reverses").ValueKind);
        Assert.Equal(Second.Value, json.RootElement.GetProperty("lines")[0].GetProperty("replaces").GetGuid());
        Assert.Equal("=V", json.RootElement.GetProperty("lines")[2].GetProperty("decisionNo").GetString());
        Assert.Equal(
            ["Nature Fee  -8.33", "Nature Wage  20.50", "IncomeType Fee 336 -8.33", "IncomeType Wage 210 20.50"],
            json.RootElement.GetProperty("totals").EnumerateArray().Take(4)
                .Select(t => $"{t.GetProperty("of")} {t.GetProperty("nature")} {t.GetProperty("payType")} {t.GetProperty("gross").GetRawText()}"));
        Assert.Equal("12.17", json.RootElement.GetProperty("totals").EnumerateArray().Last().GetProperty("gross").GetRawText());
    }

    [Fact]
    public void Xlsx_has_a_sheet_of_fees_one_of_wages_and_the_totals()
    {
        var sheets = Sheets(Lines);

        Assert.Equal(["Fees", "Wages", "Totals"], sheets.Select(s => s.Name));
        Assert.Equal((3, 2), (sheets[0].Rows.Length, sheets[1].Rows.Length));
        Assert.Equal("hetu|start|end|payType|gross|companyId|internalOrder|decisionNo|line|reverses|replaces|nature|worker|centre|kind|minutes|rate", sheets[0].Rows[0]);
        Assert.Equal($"70034|45328|45328|210|20.5|1234|0814500109|=V|{Third.Value}|||Wage|{Veikko}|Symppis Itis|PeerSupport|60|20.5", sheets[1].Rows[1]);
        Assert.Equal(
        [
            "of|nature|payType|hetu|worker|centre|lines|minutes|gross",
            "Nature|Fee|||||2|-25|-8.33",
            "Nature|Wage|||||1|60|20.5",
            "IncomeType|Fee|336||||2|-25|-8.33",
            "IncomeType|Wage|210||||1|60|20.5",
            $"Worker|||131052-308T|{Aino}||2|-25|-8.33",
            $"Worker|||70034|{Veikko}||1|60|20.5",
            "Centre|||||Malmi|2|-25|-8.33",
            "Centre|||||Symppis Itis|1|60|20.5",
            "Batch||||||3|35|12.17",
        ], sheets[2].Rows);
    }

    [Fact]
    public void What_nobody_classed_has_a_sheet_and_a_total_of_its_own_and_is_nowhere_else()
    {
        var sheets = Sheets([Lines[0], Lines[2], Lines[1] with { Nature = null, IncomeType = "999" }]);

        Assert.Equal(["Fees", "Wages", "Unclassed", "Totals"], sheets.Select(s => s.Name));
        Assert.Equal([2, 2, 2], sheets[..3].Select(s => s.Rows.Length));
        Assert.Contains("|999|-40|", sheets[2].Rows[1], StringComparison.Ordinal);
        Assert.Contains("Nature||||||1|-120|-40", sheets[3].Rows);
        Assert.Contains("IncomeType||999||||1|-120|-40", sheets[3].Rows);
    }

    static (string Name, string[] Rows)[] Sheets(PayrollLine[] lines)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(MadeSheets.Bytes(to => File.WriteXlsx(to, new(lines)))), isEditable: false);
        return
        [
            .. book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>()
                .Select(s => (s.Name!.Value!, ((WorksheetPart)book.WorkbookPart.GetPartById(s.Id!.Value!)).Worksheet.Descendants<Row>()
                    .Select(r => string.Join('|', r.Elements<Cell>().Select(c => c.InnerText))).ToArray())),
        ];
    }

    [Theory, Seeds(20261121)]
    public void Natures_income_types_workers_and_centres_each_sum_to_the_batch(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var lines = Enumerable.Range(0, random.Next(0, 40)).Select(_ => Lines[random.Next(3)] with
            {
                Worker = random.Next(2) == 0 ? Aino : Veikko,
                Centre = random.Next(2) == 0 ? Malmi : Symppis,
                IncomeType = random.Next(2) == 0 ? "336" : "210",
                Nature = random.Next(3) switch { 0 => PayNature.Fee, 1 => PayNature.Wage, _ => null },
                Minutes = random.Next(-600, 600),
                Amount = random.Next(-20000, 20000) / 100m,
            }).ToArray();
            var totals = PayrollTotal.For(lines).ToLookup(t => t.Of);
            var batch = totals[PayrollTotalOf.Batch].Single();

            Assert.Equal((lines.Length, lines.Sum(l => l.Minutes), lines.Sum(l => l.Amount)), (batch.Lines, batch.Minutes, batch.Amount));
            foreach (var group in totals.Where(t => t.Key is not PayrollTotalOf.Batch))
                Assert.Equal((batch.Lines, batch.Minutes, batch.Amount), (group.Sum(t => t.Lines), group.Sum(t => t.Minutes), group.Sum(t => t.Amount)));
        }
    }

    [Fact]
    public void The_same_lines_give_the_same_bytes_in_every_format()
    {
        foreach (var write in new Action<Stream, PayrollContent>[] { File.WriteCsv, File.WriteJson, File.WriteXlsx })
            Assert.Equal(SHA256.HashData(MadeSheets.Bytes(to => write(to, new(Lines)))), SHA256.HashData(MadeSheets.Bytes(to => write(to, new([.. Lines])))));
    }

    [Fact]
    public void Printing_a_line_never_shows_whose_it_is() =>
        Assert.Equal($"payroll line {First.Value}", $"{Lines[0]}");
}
