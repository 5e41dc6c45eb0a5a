using System.Globalization;
using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>One answer, of a file or of the API.</summary>
/// <param name="Place">The line of the file or the element of the list, 1 upwards.</param>
/// <param name="Line">Null: told by its payment.</param>
/// <param name="Reason">Null: accepted.</param>
public sealed record GivenAnswer(int Place, LineId? Line, PaymentKey? Payment, RejectionReason? Reason)
{
    public bool Accepted => Reason is null;
}

/// <summary>An answer file as read. With errors none of it is taken.</summary>
/// <param name="Undecided">Rows without a status: payroll has not answered them.</param>
public sealed record AnswerReading(IReadOnlyList<GivenAnswer> Answers, IReadOnlyList<FileError> Errors, int Undecided);

/// <summary>Why an answer file is not understood. Public, and never changed.</summary>
public static class AnswerFileErrors
{
    public const string TooLarge = "answers/too-large";
    public const string NotUtf8 = "answers/not-utf8";
    public const string NotJson = "answers/not-json";
    public const string Header = "answers/header";
    public const string TooManyRows = "answers/too-many-rows";
    public const string ColumnCount = "answers/column-count";
    public const string Quotes = "answers/quotes";
    public const string UnknownStatus = "answers/unknown-status";
    public const string UnknownReason = "answers/unknown-reason";
    public const string ReasonMissing = "answers/reason-missing";
    public const string ReasonNotExpected = "answers/reason-not-expected";
    public const string NotALine = "answers/not-a-line";
    public const string BadDate = "answers/bad-date";
    public const string BadAmount = "answers/bad-amount";
}

/// <summary>
/// Payroll's answers in a file: the payment file or the JSON of an export, with <c>status</c> and <c>reason</c> added. A row names its line by
/// <c>line</c>, otherwise by what it pays. Reads it whole and reports everything that is wrong.
/// </summary>
public sealed class AnswerFile
{
    public const int MaxBytes = 64 * 1024 * 1024;
    public const int MaxRows = 200_000;

    const string LineColumn = "line", StatusColumn = "status", ReasonColumn = "reason";
    const string PayeeColumn = "hetu", DayColumn = "start", TypeColumn = "paytype", GrossColumn = "gross", OrderColumn = "internalorder", DecisionColumn = "decisionno";

    /// <summary>What a row without a line's id is told by.</summary>
    static readonly string[] PaymentColumns = [PayeeColumn, DayColumn, TypeColumn, GrossColumn, OrderColumn, DecisionColumn];
    static readonly string[] AllColumns = [LineColumn, StatusColumn, ReasonColumn, .. PaymentColumns];
    // With two digits of the year a Finnish LibreOffice writes a day it has read.
    static readonly string[] DayFormats = ["d.M.yyyy", "yyyy-MM-dd", "d.M.yy"];

    readonly List<GivenAnswer> answers = [];
    readonly List<FileError> errors = [];
    int undecided;

    AnswerFile() { }

    public static AnswerReading Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return Refused(new(null, null, AnswerFileErrors.TooLarge, null, $"A file of at most {MaxBytes / 1024 / 1024} MB."));
        var (text, badLine) = UploadedTable.Text(bytes);
        if (text is null)
            return Refused(new(badLine, null, AnswerFileErrors.NotUtf8, null, "A file in UTF-8: in a spreadsheet, save it as “CSV UTF-8”."));
        var file = new AnswerFile();
        if (text.AsSpan().TrimStart() is ['{' or '[', ..]) file.ReadJson(text);
        else file.ReadCsv(text);
        return new(file.answers, file.errors, file.undecided);
    }

    static AnswerReading Refused(FileError error) => new([], [error], 0);

    void ReadCsv(string text)
    {
        var badQuotes = false;
        using var csv = UploadedTable.Parser(text, AllColumns, HeadingOf, () => badQuotes = true);
        Dictionary<string, int>? header = null;
        var (width, count) = (0, 0);
        for (var line = 1; csv.Read(); line = csv.RawRow + 1)
        {
            var fields = csv.Record!.Select(f => f.Trim()).ToArray();
            if (fields.All(f => f.Length == 0)) continue;

            if (header is null)
            {
                (header, width) = (HeaderOf(fields, line), fields.Length);
                if (header is null) return;
            }
            else if (++count > MaxRows)
            {
                errors.Add(TooManyRows(line));
                return;
            }
            else if (badQuotes)
                errors.Add(new(line, null, AnswerFileErrors.Quotes, null, "A quoted field begins and ends with \", and a \" inside it is written \"\"."));
            else if (fields.Length != width)
                errors.Add(new(line, null, AnswerFileErrors.ColumnCount, $"{fields.Length} columns", $"{width} columns, as in the header."));
            else
                ReadRow(line, column => header.TryGetValue(column, out var at) ? fields[at] : "");
            badQuotes = false;
        }
        if (header is null) _ = HeaderOf([], 1);
    }

    Dictionary<string, int>? HeaderOf(string[] fields, int line)
    {
        var names = fields.Select(HeadingOf).ToList();
        var known = AllColumns.Where(names.Contains).ToDictionary(c => c, c => names.IndexOf(c));
        var twice = AllColumns.Where(c => names.Count(n => n == c) > 1).ToList();
        var missing = PaymentColumns.Except(known.Keys).ToList();
        var wrong = !known.ContainsKey(StatusColumn) ? "missing: status"
            : twice.Count > 0 ? $"twice: {string.Join(", ", twice)}"
            : !known.ContainsKey(LineColumn) && missing.Count > 0 ? $"neither line nor all of the payment: missing {string.Join(", ", missing)}"
            : null;
        if (wrong is null) return known;
        errors.Add(new(line, null, AnswerFileErrors.Header, null, $"A first line with status, reason, and either line or the payment file's columns ({wrong})."));
        return null;
    }

    void ReadJson(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            errors.Add(new((int?)e.LineNumber + 1, null, AnswerFileErrors.NotJson, null, "Valid JSON."));
            return;
        }
        using (document)
        {
            var lines = LinesOf(document.RootElement);
            if (lines.ValueKind != JsonValueKind.Array)
            {
                errors.Add(new(null, null, AnswerFileErrors.NotJson, null, "The JSON of the export with status and reason in its lines, or a list of such lines."));
                return;
            }
            foreach (var (i, line) in lines.EnumerateArray().Index())
            {
                if (i == MaxRows)
                {
                    errors.Add(TooManyRows(i + 1));
                    return;
                }
                if (line.ValueKind != JsonValueKind.Object)
                {
                    errors.Add(new(i + 1, null, AnswerFileErrors.NotJson, null, "An object."));
                    continue;
                }
                if (FieldsOf(line) is not { } fields)
                {
                    errors.Add(new(i + 1, null, AnswerFileErrors.NotJson, null, "Text of whole characters: an escape such as \\ud800 is half of one."));
                    continue;
                }
                ReadRow(i + 1, column => fields.GetValueOrDefault(column, ""));
            }
        }
    }

    static JsonElement LinesOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        try
        {
            return root.TryGetProperty("lines", out var found) ? found : default;
        }
        catch (InvalidOperationException) // half a surrogate pair in another name
        {
            return default;
        }
    }

    /// <summary>Null when a text holds half a surrogate pair, which JSON can write and no text can be.</summary>
    static Dictionary<string, string>? FieldsOf(JsonElement line)
    {
        try
        {
            return line.EnumerateObject().DistinctBy(HeadingOf).ToDictionary(HeadingOf, p => p.Value.ValueKind is JsonValueKind.Null ? "" : p.Value.ToString().Trim());
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string HeadingOf(JsonProperty property) => AnswerWords.HeadingOf(property.Name.ToLowerInvariant());

    static string HeadingOf(string given) => AnswerWords.HeadingOf(UploadedTable.NameOf(given));

    static FileError TooManyRows(int line) => new(line, null, AnswerFileErrors.TooManyRows, null, $"At most {MaxRows} rows.");

    void ReadRow(int line, Func<string, string> field)
    {
        if (field(StatusColumn).Length == 0 && field(ReasonColumn).Length == 0)
        {
            undecided++;
            return;
        }
        var before = errors.Count;
        var reason = AnswerOf(line, field(StatusColumn), field(ReasonColumn));
        var id = field(LineColumn) is { Length: > 0 } given ? LineOf(line, given) : null;
        var payment = field(LineColumn).Length == 0 ? PaymentOf(line, field) : null;
        if (errors.Count == before) answers.Add(new(line, id, payment, reason));
    }

    RejectionReason? AnswerOf(int line, string status, string reason)
    {
        var said = reason.Length == 0 ? null : AnswerWords.ReasonOf(reason);
        switch (AnswerWords.StatusOf(status))
        {
            case null: errors.Add(new(line, StatusColumn, AnswerFileErrors.UnknownStatus, FileError.Shown(status), "accepted or rejected (hyväksytty, hylätty).")); break;
            case true when reason.Length > 0: errors.Add(new(line, ReasonColumn, AnswerFileErrors.ReasonNotExpected, FileError.Shown(reason), "Empty when the line is accepted.")); break;
            case false when reason.Length == 0: errors.Add(new(line, ReasonColumn, AnswerFileErrors.ReasonMissing, null, Reasons)); break;
            case false when said is null: errors.Add(new(line, ReasonColumn, AnswerFileErrors.UnknownReason, FileError.Shown(reason), Reasons)); break;
        }
        return said;
    }

    static string Reasons { get; } = $"One of {string.Join(", ", Enum.GetNames<RejectionReason>())}, or a word of the list in docs/payroll-file.md.";

    LineId? LineOf(int line, string given)
    {
        if (Guid.TryParse(given, out var id)) return new(id);
        errors.Add(new(line, LineColumn, AnswerFileErrors.NotALine, FileError.Shown(given), "A line's id as the export has it, or empty."));
        return null;
    }

    PaymentKey? PaymentOf(int line, Func<string, string> field)
    {
        if (!DateOnly.TryParseExact(field(DayColumn), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add(new(line, DayColumn, AnswerFileErrors.BadDate, FileError.Shown(field(DayColumn)), "The day of work, as 5.2.2026 or 2026-02-05; or the line's id."));
        if (AmountOf(field(GrossColumn)) is not { } gross)
        {
            errors.Add(new(line, GrossColumn, AnswerFileErrors.BadAmount, FileError.Shown(field(GrossColumn)), "Euros, as -40,00 or 1234.50; or the line's id."));
            return null;
        }
        return new(new SentPayment(field(PayeeColumn), day, field(TypeColumn), gross, field(OrderColumn), field(DecisionColumn)));
    }

    /// <summary>As spreadsheets write euros: a comma or a point, spaces between thousands, any of the minus signs.</summary>
    static decimal? AmountOf(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c) && c is not '€') plain.Append(c is '\u2212' or '\u2013' ? '-' : c);
        if (text.Contains(',', StringComparison.Ordinal)) plain.Replace(".", "").Replace(',', '.');
        return decimal.TryParse(plain.ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
    }
}
