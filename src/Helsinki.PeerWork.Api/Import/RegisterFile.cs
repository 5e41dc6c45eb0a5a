using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Calendar = Helsinki.PeerWork.Api.Http.Calendar;

namespace Helsinki.PeerWork.Api.Import;

/// <summary>One engagement of a register, whole and understood.</summary>
/// <param name="Line">Where the row begins in the file, 1 upwards.</param>
/// <param name="Person">The register's own name for the person, in Unicode's form C; white space is single spaces.</param>
/// <param name="Until">The last day; null leaves it open.</param>
public sealed record RegisterRow(int Line, string Person, CentreCode Centre, EngagementForm Form, WorkKind Work, DateOnly From, DateOnly? Until);

/// <summary>A register as read. With errors none of it should be imported; the good rows are there all the same.</summary>
/// <param name="Repeated">Rows that stand in the file more than once, counted without the first.</param>
public sealed record RegisterReading(IReadOnlyList<RegisterRow> Rows, IReadOnlyList<FileError> Errors, int Repeated);

/// <summary>Why a register is not understood. Public, and never changed.</summary>
public static class RegisterErrors
{
    public const string TooLarge = "import/too-large";
    public const string NotUtf8 = "import/not-utf8";
    public const string Header = "import/header";
    public const string TooManyRows = "import/too-many-rows";
    public const string ColumnCount = "import/column-count";
    public const string Quotes = "import/quotes";
    public const string Person = "import/person";
    public const string UnknownCentre = "import/unknown-centre";
    public const string CentreNotOpen = "import/centre-not-open";
    public const string UnknownForm = "import/unknown-form";
    public const string UnknownWork = "import/unknown-work";
    public const string BadDate = "import/bad-date";
    public const string UntilBeforeFrom = "import/until-before-from";
    public const string Conflict = "import/conflict";
}

/// <summary>
/// An engagement register as CSV: <c>person;centre;form;work;from;until</c>, columns in any order and case, other columns ignored;
/// semicolon, comma or tab; days as 2024-02-05 or 5.2.2024. Reads it whole and reports everything that is wrong.
/// </summary>
public sealed partial class RegisterFile
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxRows = 100_000;

    const int MaxPerson = 200;
    const int MaxShown = 40;
    const string PersonColumn = "person", CentreColumn = "centre", FormColumn = "form", WorkColumn = "work", FromColumn = "from", UntilColumn = "until";

    static readonly string[] Columns = [PersonColumn, CentreColumn, FormColumn, WorkColumn, FromColumn, UntilColumn];
    static readonly string[] DayFormats = ["yyyy-MM-dd", "d.M.yyyy"];
    static readonly FrozenDictionary<string, EngagementForm> Forms = ByName<EngagementForm>();
    static readonly FrozenDictionary<string, WorkKind> Kinds = ByName<WorkKind>();

    readonly IReadOnlyCollection<CentreCode> centres;
    readonly List<RegisterRow> rows = [];
    readonly List<FileError> errors = [];
    readonly Dictionary<(string Person, CentreCode Centre, EngagementForm Form, WorkKind Work, DateOnly From), RegisterRow> known = [];
    int repeated;

    RegisterFile(IReadOnlyCollection<CentreCode> centres) => this.centres = centres;

    /// <summary>Never reads more than one byte beyond the limit.</summary>
    /// <param name="centres">The codes a row may name.</param>
    public static async Task<RegisterReading> Read(Stream from, IReadOnlyCollection<CentreCode> centres, CancellationToken ct) =>
        Read(await UploadedTable.Bytes(from, MaxBytes, ct), centres);

    /// <inheritdoc cref="Read(Stream, IReadOnlyCollection{CentreCode}, CancellationToken)"/>
    public static RegisterReading Read(ReadOnlySpan<byte> bytes, IReadOnlyCollection<CentreCode> centres)
    {
        if (bytes.Length > MaxBytes)
            return Refused(new(null, null, RegisterErrors.TooLarge, null, $"A register of at most {MaxBytes / 1024 / 1024} MB."));
        var (text, badLine) = UploadedTable.Text(bytes);
        if (text is null)
            return Refused(new(badLine, null, RegisterErrors.NotUtf8, null, "A file in UTF-8: in a spreadsheet, save it as “CSV UTF-8”."));
        var file = new RegisterFile(centres);
        file.ReadText(text);
        return new RegisterReading(file.rows, file.errors, file.repeated);
    }

    static RegisterReading Refused(FileError error) => new([], [error], 0);

    void ReadText(string text)
    {
        var badQuotes = false;
        using var csv = UploadedTable.Parser(text, Columns, UploadedTable.NameOf, () => badQuotes = true);

        Dictionary<string, int>? header = null;
        var width = 0;
        var count = 0;
        for (var line = 1; csv.Read(); line = csv.RawRow + 1)
        {
            var fields = csv.Record!.Select(f => f.Trim()).ToArray();
            if (fields.All(f => f.Length == 0)) continue;

            if (header is null)
            {
                header = HeaderOf(fields, line);
                width = fields.Length;
                if (header is null) return;
            }
            else if (++count > MaxRows)
            {
                errors.Add(new(line, null, RegisterErrors.TooManyRows, null, $"At most {MaxRows} rows."));
                return;
            }
            else if (badQuotes)
                errors.Add(new(line, null, RegisterErrors.Quotes, null, "A quoted field begins and ends with \", and a \" inside it is written \"\"."));
            else if (fields.Length != width)
                errors.Add(new(line, null, RegisterErrors.ColumnCount, $"{fields.Length} columns", $"{width} columns, as in the header."));
            else
                ReadRow(line, column => fields[header[column]]);
            badQuotes = false;
        }
        if (header is null) _ = HeaderOf([], 1);
    }

    Dictionary<string, int>? HeaderOf(string[] fields, int line)
    {
        var names = fields.Select(UploadedTable.NameOf).ToList();
        var missing = Columns.Where(c => !names.Contains(c)).ToList();
        var twice = Columns.Where(c => names.Count(n => n == c) > 1).ToList();
        if (missing.Count == 0 && twice.Count == 0) return Columns.ToDictionary(c => c, c => names.IndexOf(c));

        // What was given is not shown: a file without a header begins with a person.
        var wrong = missing.Count > 0 ? $"missing: {string.Join(", ", missing)}" : $"twice: {string.Join(", ", twice)}";
        errors.Add(new(line, null, RegisterErrors.Header, null, $"A first line with the columns {string.Join(';', Columns)} ({wrong})."));
        return null;
    }

    void ReadRow(int line, Func<string, string> field)
    {
        var before = errors.Count;
        var person = PersonOf(line, field(PersonColumn));
        var centre = CentreOf(line, field(CentreColumn));
        var form = OneOf(Forms, line, FormColumn, RegisterErrors.UnknownForm, field(FormColumn));
        var work = OneOf(Kinds, line, WorkColumn, RegisterErrors.UnknownWork, field(WorkColumn));
        var from = DayOf(line, FromColumn, field(FromColumn));
        var until = field(UntilColumn).Length == 0 ? null : DayOf(line, UntilColumn, field(UntilColumn));
        if (until < from)
            errors.Add(new(line, UntilColumn, RegisterErrors.UntilBeforeFrom, field(UntilColumn), $"A day not before {from:yyyy-MM-dd}, or empty."));
        if (errors.Count == before) Keep(new RegisterRow(line, person, centre, form, work, from!.Value, until));
    }

    void Keep(RegisterRow row)
    {
        // Case aside, as the person is found again.
        var same = (row.Person.ToUpperInvariant(), row.Centre, row.Form, row.Work, row.From);
        if (known.TryAdd(same, row))
            rows.Add(row);
        else if (known[same] is var first && first.Until == row.Until)
            repeated++;
        else
            errors.Add(new(row.Line, UntilColumn, RegisterErrors.Conflict, row.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                $"The same until as on line {first.Line}, which has the same person, centre, form, work and from."));
    }

    string PersonOf(int line, string given)
    {
        var person = WhiteSpace().Replace(given, " ");
        if (person.Length is > 0 and <= MaxPerson && Characters.AreSeen(person)) return person.Normalize();

        errors.Add(new(line, PersonColumn, RegisterErrors.Person, null, $"Who it is: 1–{MaxPerson} characters, none of them a control character."));
        return "";
    }

    CentreCode CentreOf(int line, string given)
    {
        var centre = new CentreCode(given);
        if (!centres.Contains(centre))
            errors.Add(new(line, CentreColumn, RegisterErrors.UnknownCentre, FileError.Shown(given), Nearest(given) is { } nearest
                ? $"The code of a service centre: did you mean {nearest}?"
                : $"The code of a service centre: {string.Join(", ", centres.Select(c => c.Value).Order(StringComparer.Ordinal))}."));
        return centre;
    }

    T OneOf<T>(FrozenDictionary<string, T> allowed, int line, string column, string code, string given)
    {
        if (!allowed.TryGetValue(given, out var value))
            errors.Add(new(line, column, code, FileError.Shown(given), $"One of {string.Join(", ", allowed.OrderBy(a => a.Value).Select(a => a.Key))}."));
        return value!;
    }

    DateOnly? DayOf(int line, string column, string given)
    {
        if (DateOnly.TryParseExact(given, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Calendar.Holds(day)) return day;
        errors.Add(new(line, column, RegisterErrors.BadDate, FileError.Shown(given), $"A day that exists, as 2024-02-05 or 5.2.2024, {Calendar.Years}."));
        return null;
    }

    /// <summary>A code at most a third of its letters away, whatever the case.</summary>
    string? Nearest(string given)
    {
        if (given.Length is 0 or > MaxShown) return null;
        var best = centres.Select(c => (c.Value, Distance: Distance(given.ToUpperInvariant(), c.Value.ToUpperInvariant()))).OrderBy(c => c.Distance).FirstOrDefault();
        return best.Value is { } code && best.Distance <= Math.Max(1, code.Length / 3) ? code : null;
    }

    /// <summary>Letters to add, drop or change (Levenshtein).</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }

    static FrozenDictionary<string, T> ByName<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    // Control characters, and the two code points that are none (Normalize would throw on them).
}
