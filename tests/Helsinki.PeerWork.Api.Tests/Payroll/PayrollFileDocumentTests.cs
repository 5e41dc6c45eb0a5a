using System.Runtime.CompilerServices;
using System.Text;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Payroll;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

/// <summary><c>docs/payroll-file.md</c> is made of the same lists of columns as the file. To make it anew: <c>PEERWORK_WRITE_DOCS=1</c> and run this test.</summary>
public sealed class PayrollFileDocumentTests
{
    [Fact]
    public void The_document_says_what_the_file_has()
    {
        var path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/payroll-file.md");
        var document = Document();
        if (Environment.GetEnvironmentVariable("PEERWORK_WRITE_DOCS") == "1") File.WriteAllText(path, document);

        Assert.Equal(document, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    static string Document()
    {
        var options = new PayrollFileOptions();
        var file = new PayrollFile(options);
        return $"""
            # The payroll file

            Made from the lists of columns in `src/Helsinki.PeerWork.Api/Payroll/PayrollFile.cs`; a test holds the two together.

            An export is rendered once, when it is created, as CSV, JSON and XLSX, and the same bytes are downloaded ever after. A file is
            called e.g. `{file.NameOf(new DateTimeOffset(2026, 11, 21, 7, 30, 5, TimeSpan.Zero), "csv")}`: payroll stream, and the moment of making in Helsinki time.

            A line that takes back an earlier one is its exact negative. Lines are summed as they stand. Fees (työkorvaus) come first, then wages, then lines whose income
            type nobody had classed as either when the file was made; what each is follows from the administrator's configuration on the day of work.

            There is one CSV with all lines and none of fees or wages alone: `payType` tells them apart, and whoever read the whole and a part of it would pay
            twice. Travel tickets are given in kind and stand in no file.

            ## CSV: the payment columns

            UTF-8 {(options.Csv.ByteOrderMark ? "with" : "without")} byte order mark, `{options.Csv.Delimiter}` between fields, CRLF after each line, days as `{options.Csv.DayFormat}`, decimal separator `{options.Csv.DecimalSeparator}`.
            A text that a spreadsheet would calculate (it begins with `=`, `+`, `-`, `@` or the like) has `'` before it; numbers are never changed.

            {Table(file.PaymentColumns)}

            ## JSON and XLSX: the line columns besides

            `lines` in JSON; in XLSX the sheets *Fees*, *Wages* and, only if there are any, *Unclassed*: the payment columns, then these. In JSON a day is `2026-11-21`, an amount an exact
            number, an empty place `null`. In XLSX days and amounts are real ones.

            {Table(file.LineColumns)}

            ## JSON and XLSX: the totals

            `totals` in JSON, the sheet *Totals* in XLSX: every nature, income type, worker and centre, and the batch. Each group sums to the batch.

            {Table(file.TotalColumns)}

            ## The answer file

            Payroll answers line by line: a robot through the API, a person with a file (`POST /api/payroll/exports/{"{export}"}/answer-files`). The file is the CSV as it was
            downloaded with the columns `status` and `reason` added, or any table with `line`, `status` and `reason`, or the JSON with `status` and `reason` in its lines;
            UTF-8, at most {AnswerFile.MaxBytes / 1024 / 1024} MB and {AnswerFile.MaxRows:n0} rows, columns in any order, `;`, `,` or tab between them.

            - A row with a `line` is that line's. A row without one is known by hetu, start, payType, gross, internalOrder and decisionNo, among the lines that wait for an
              answer. Where several lines pay exactly the same, their rows are taken if all say the same and there is one for each line.
            - A row that fits no line, or could mean several, is told in the reply and stays in the export's life until somebody has looked at it. The rest is taken.
            - A row without a status is not answered yet. Anything that can't be read is told by its row, and then nothing of the file is taken; so is an answer that
              contradicts an earlier one.
            - What a spreadsheet does to the CSV when it saves it again is read all the same: leading zeros gone, two digits of the year, a point for the comma. In files made by earlier
              versions a `decisionNo` has no T, and such as `1234e567` is taken for a number: then the row is told, and its `line` (from the JSON or XLSX) settles it.
            - The file is kept as it came. The same file again changes nothing.

            | Column | Also |
            |---|---|
            {Words(AnswerWords.Headings.Select(h => (h.Column, h.Also)))}

            | Status | Also |
            |---|---|
            {Words(AnswerWords.Statuses.Select(w => (w.Code, w.Also)))}

            | Reason, required when rejected | Also |
            |---|---|
            {Words(AnswerWords.Reasons.Select(r => (r.Reason.ToString(), r.Also)))}

            """.ReplaceLineEndings("\n");
    }

    static string Words(IEnumerable<(string Word, string[] Also)> words) => string.Join("\n", words.Select(w => $"| {w.Word} | {string.Join(", ", w.Also)} |"));

    static string Table<TRow>(IEnumerable<Column<TRow>> columns) => columns
        .Aggregate(new StringBuilder("| Column | Meaning |\n|---|---|"), (table, c) => table.Append(null, $"\n| {c.Heading} | {c.Meaning} |"))
        .ToString();

    static string ThisFile([CallerFilePath] string path = "") => path;
}
