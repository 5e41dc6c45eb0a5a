using System.Text;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class AnswerFileTests
{
    const string Payments = "hetu;start;end;payType;gross;companyId;internalOrder;decisionNo;status;reason\r\n";

    static readonly LineId First = new(new("0196a000-0000-7000-8000-000000000001"));
    static readonly LineId Second = new(new("0196a000-0000-7000-8000-000000000002"));

    [Fact]
    public void A_row_names_its_line_its_status_and_why_it_was_rejected()
    {
        var read = Read($"line;status;reason\n{First.Value};accepted;\n{Second.Value};rejected;AmountWrong\n");

        Assert.Empty(read.Errors);
        Assert.Equal([new(2, First, null, null), new GivenAnswer(3, Second, null, RejectionReason.AmountWrong)], read.Answers);
    }

    [Fact]
    public void The_payment_file_with_status_and_reason_added_is_an_answer_file()
    {
        var read = Read("\uFEFF" + Payments + "131052-308T;05.02.2024;05.02.2024;336;-40,00;1234;2814500101;V-0007;Hylätty;Väärä summa\r\n");

        Assert.Empty(read.Errors);
        Assert.Equal([new GivenAnswer(2, null, Key("131052-308T", new(2024, 2, 5), -40m, "2814500101", "V-0007"), RejectionReason.AmountWrong)], read.Answers);
    }

    [Theory]
    [InlineData("-40,00", -40), InlineData("−40,00", -40), InlineData("–40.00", -40), InlineData("1 234,50", 1234.5), InlineData("1\u00A0234,50 €", 1234.5), InlineData("1.234,50", 1234.5), InlineData("1234.5", 1234.5)]
    public void Euros_are_read_as_spreadsheets_write_them(string gross, double euros) =>
        Assert.Equal((decimal)euros, Assert.Single(Read($"{Payments}131052-308T;5.2.2024;;336;{gross};;1;V;ok;\n").Answers).Payment!.Gross);

    [Theory]
    [InlineData("5.2.2024"), InlineData("05.02.2024"), InlineData("05.02.24"), InlineData("2024-02-05")]
    public void Days_are_read_as_spreadsheets_write_them(string day) =>
        Assert.Equal(new(2024, 2, 5), Assert.Single(Read($"{Payments}131052-308T;{day};;336;1,00;;1;V;ok;\n").Answers).Payment!.On);

    [Fact]
    public void What_a_spreadsheet_adds_or_drops_is_not_looked_at() =>
        Assert.Equal(Key("'010190-901r", new(2024, 2, 5), 40m, "814500109", "'=V"), Key("10190-901R", new(2024, 2, 5), 40.00m, "0814500109", "=V"));

    [Fact]
    public void The_json_of_the_export_with_answers_in_its_lines_is_an_answer_file_and_so_is_a_list_of_lines()
    {
        var lines = $$"""[{"line":"{{First.Value}}","gross":40.00,"status":"accepted","reason":null},{"line":"{{Second.Value}}","Status":"hylatty","Reason":"jo maksettu"},{"line":"{{Second.Value}}"}]""";

        foreach (var text in new[] { lines, $$"""{"lines":{{lines}},"totals":[]}""" })
        {
            var read = Read(text);
            Assert.Empty(read.Errors);
            Assert.Equal([new(1, First, null, null), new GivenAnswer(2, Second, null, RejectionReason.Duplicate)], read.Answers);
            Assert.Equal(1, read.Undecided);
        }
    }

    [Fact]
    public void A_row_without_a_status_is_not_answered_yet() =>
        Assert.Equal((0, 2), Read($"line,status\n{First.Value},\n{Second.Value},\n") is var read ? (read.Answers.Count, read.Undecided) : default);

    public static TheoryData<string> EveryWord => [.. AnswerWords.Reasons.SelectMany(r => r.Also.Append(r.Reason.ToString())).Concat(AnswerWords.Statuses.SelectMany(s => s.Also))];

    [Theory, MemberData(nameof(EveryWord))]
    public void Every_word_of_the_lists_is_known_in_any_case_with_or_without_its_dots(string word)
    {
        foreach (var written in new[] { word, word.ToUpperInvariant(), word.Replace('ä', 'a').Replace('ö', 'o'), $" {word}. " })
            Assert.True(AnswerWords.ReasonOf(written) is not null || AnswerWords.StatusOf(written) is not null, written);
    }

    [Theory]
    [InlineData("line;status;reason\nX;accepted;\n", "line", AnswerFileErrors.NotALine)]
    [InlineData("line;status;reason\n;accepted;\n", "start", AnswerFileErrors.BadDate)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;perhaps;\n", "status", AnswerFileErrors.UnknownStatus)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;;Other\n", "status", AnswerFileErrors.UnknownStatus)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;rejected;\n", "reason", AnswerFileErrors.ReasonMissing)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;rejected;because\n", "reason", AnswerFileErrors.UnknownReason)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;accepted;Other\n", "reason", AnswerFileErrors.ReasonNotExpected)]
    [InlineData("line;status;reason\n0196a000-0000-7000-8000-000000000001;accepted\n", null, AnswerFileErrors.ColumnCount)]
    [InlineData("line;status;reason\n\"0196a000;accepted;\n", null, AnswerFileErrors.Quotes)]
    [InlineData(Payments + "131052-308T;5.2.2024;;336;much;;1;V;ok;\n", "gross", AnswerFileErrors.BadAmount)]
    [InlineData(Payments + "131052-308T;30.2.2024;;336;1,00;;1;V;ok;\n", "start", AnswerFileErrors.BadDate)]
    [InlineData("line;reason\n", null, AnswerFileErrors.Header)]
    [InlineData("hetu;start;status\n", null, AnswerFileErrors.Header)]
    [InlineData("line;status;tila\n", null, AnswerFileErrors.Header)]
    [InlineData("", null, AnswerFileErrors.Header)]
    [InlineData("{\"lines\":1}", null, AnswerFileErrors.NotJson)]
    [InlineData("{", null, AnswerFileErrors.NotJson)]
    [InlineData("[1]", null, AnswerFileErrors.NotJson)]
    public void What_is_wrong_is_told_by_its_place(string text, string? column, string code)
    {
        var error = Read(text).Errors[0];

        Assert.Equal((column, code), (error.Column, error.Code));
    }

    [Fact]
    public void Every_wrong_row_is_told_and_good_ones_are_read_all_the_same()
    {
        var read = Read($"line;status;reason\nX;accepted;\n{First.Value};accepted;\n{Second.Value};rejected;\n");

        Assert.Equal([2, 4], read.Errors.Select(e => e.Line!.Value));
        Assert.Equal([3], read.Answers.Select(a => a.Place));
    }

    [Fact]
    public void What_is_no_utf8_is_told_by_its_line() =>
        Assert.Equal((2, AnswerFileErrors.NotUtf8), AnswerFile.Read([.. "line;status\n"u8, 0xE4]).Errors[0] is var e ? (e.Line!.Value, e.Code) : default);

    [Theory]
    [InlineData(','), InlineData('\t'), InlineData(';')]
    public void Finnish_headings_are_known_whatever_parts_them(char delimiter)
    {
        var read = Read($"rivi;tila;hylkäyksen syy\n{First.Value};hylätty;väärä summa\n".Replace(';', delimiter));

        Assert.Empty(read.Errors);
        Assert.Equal([new GivenAnswer(2, First, null, RejectionReason.AmountWrong)], read.Answers);
    }

    [Theory]
    [InlineData('\uFFFE'), InlineData('\uFFFF')]
    public void What_is_no_character_is_no_word(char none)
    {
        Assert.Equal((2, AnswerFileErrors.UnknownStatus), Read($"line;status;reason\n{First.Value};accepted{none};\n").Errors.Single() is var s ? (s.Line!.Value, s.Code) : default);
        Assert.Equal(AnswerFileErrors.UnknownReason, Read($"line;status;reason\n{First.Value};rejected;other{none}\n").Errors.Single().Code);
        Assert.Equal(AnswerFileErrors.Header, Read($"line;status{none};reason\n{First.Value};accepted;\n").Errors.Single().Code);
        Assert.Equal(AnswerFileErrors.UnknownStatus, Read($$"""[{"line":"{{First.Value}}","status":"accepted{{none}}"}]""").Errors.Single().Code);
    }

    [Theory]
    [InlineData("""[{"status":"accepted","line":"\ud800"}]""", 1), InlineData("""[{"status":"accepted","\ud800":"x"}]""", 1), InlineData("""{"\ud800":1,"line":[]}""", null)]
    public void Half_a_character_in_json_is_told_by_its_row(string text, int? row) =>
        Assert.Equal((row, AnswerFileErrors.NotJson), Read(text).Errors.Single() is var e ? (e.Line, e.Code) : default);

    [Fact]
    public void A_file_past_the_limit_is_not_read() =>
        Assert.Equal(AnswerFileErrors.TooLarge, AnswerFile.Read(new byte[AnswerFile.MaxBytes + 1]).Errors.Single().Code);

    [Fact]
    public void No_error_repeats_an_identity_code() =>
        Assert.DoesNotContain(Read("line;status;reason\n131052-308T;131052-308T;131052-308T\n").Errors, e => $"{e.Given}{e.Expected}".Contains("131052", StringComparison.Ordinal));

    [Fact]
    public void Printing_an_answer_never_shows_whose_it_is() =>
        Assert.DoesNotContain("131052", $"{Read(Payments + "131052-308T;5.2.2024;;336;1,00;;1;V;ok;\n").Answers[0]}", StringComparison.Ordinal);

    static PaymentKey Key(string payee, DateOnly on, decimal gross, string internalOrder, string decisionNo) =>
        new SentPayment(payee, on, "336", gross, internalOrder, decisionNo).Key;

    static AnswerReading Read(string text) => AnswerFile.Read(Encoding.UTF8.GetBytes(text));
}
