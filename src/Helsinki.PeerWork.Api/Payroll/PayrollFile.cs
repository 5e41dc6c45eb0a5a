using System.Globalization;
using System.Text.Json;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using static Helsinki.PeerWork.Api.Files.Cell;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>One line as payroll gets it. A reversal is the exact negative of the line it takes back.</summary>
/// <param name="IdentityCode">As text; null when none is on file.</param>
/// <param name="PayrollNumber">The payee's number in the payroll system, if known.</param>
/// <param name="CostCentre">Of the centre, on the day of work.</param>
/// <param name="Minutes">Negative in a reversal.</param>
/// <param name="Rate">Euros an hour.</param>
/// <param name="Amount">Euros; negative in a reversal.</param>
/// <param name="IncomeType">Of the national Incomes Register, e.g. 336.</param>
/// <param name="DecisionNo">The agreement's short reference.</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
/// <param name="Replaces">The line this one stands for.</param>
/// <param name="Nature">Null: nobody classed its income type.</param>
public sealed record PayrollLine(
    LineId Line, Guid Worker, string? IdentityCode, string? PayrollNumber, CentreCode Centre, string CostCentre, WorkKind Kind, DateOnly On,
    int Minutes, decimal Rate, decimal Amount, string IncomeType, string DecisionNo, LineId? Reverses,
    LineId? Replaces, PayNature? Nature)
{
    /// <summary>Of a reversal, whom its original's file names; empty: nobody. Null: no reversal.</summary>
    public string? SentTo { get; init; }

    /// <summary>Who is paid, as payroll knows them: as the original was, else the identity code, else the payroll number, else nothing.</summary>
    public string? Payee => SentTo is { } sent ? (sent.Length > 0 ? sent : null) : IdentityCode ?? PayrollNumber;

    // A printed line would carry the identity code into a log.
    public override string ToString() => $"payroll line {Line.Value}";
}

/// <summary>What of the payroll file belongs to the installation.</summary>
public sealed record PayrollFileOptions
{
    /// <summary>The city's business id, from the public Business Information System.</summary>
    public string CompanyId { get; init; } = "0201256-6";

    /// <summary>The payroll stream: the first part of every file's name.</summary>
    public string Stream { get; init; } = "vertaistyo";

    /// <summary>Semicolon, byte order mark, decimal comma: the shape of the city's other payroll streams.</summary>
    public CsvStyle Csv { get; init; } = CsvStyle.Finnish;
}

/// <summary>
/// The payroll file (palkka-aineisto). CSV has the payment columns alone, in the shape of the city's other payroll streams; JSON and
/// XLSX have the line columns and the totals too, because payroll answers line by line. Fees come first everywhere, then wages; there is one
/// CSV and not one of each, because whoever reads both it and its parts pays twice. Lines are pulled one by one and never kept.
/// </summary>
public sealed class PayrollFile(PayrollFileOptions options)
{
    /// <summary>The columns of the CSV file, in order.</summary>
    public IReadOnlyList<Column<PayrollLine>> PaymentColumns { get; } =
    [
        new("hetu", "The payee's identity code; without one on file, the payroll number; without either, empty. A line that takes back an earlier one has what that one had.", l => l.Payee is { } payee ? new Text(payee) : null),
        new("start", "The day of work.", l => new Day(l.On)),
        new("end", "The day of work again: one line is one day.", l => new Day(l.On)),
        new("payType", "The income type in the national Incomes Register, e.g. 336.", l => new Text(l.IncomeType)),
        new("gross", "Euros with two decimals; negative in a line that takes back an earlier one.", l => new Euros(l.Amount)),
        new("companyId", "The payer, the same in every line.", _ => new Text(options.CompanyId)),
        new(
            "internalOrder",
            "The cost centre of the service centre on the day of work. A reversal keeps its original's, whatever the centre's is by now: "
            + "it takes back from where it was booked.",
            l => new Text(l.CostCentre)),
        new("decisionNo", "The reference of the assignment agreement the work was done under: T and eight characters. A line that takes back an earlier one has what that one had.", l => new Text(l.DecisionNo)),
    ];

    /// <summary>The columns JSON and XLSX have besides.</summary>
    public IReadOnlyList<Column<PayrollLine>> LineColumns { get; } =
    [
        new("line", "The line's id: payroll's answer names it.", l => new Text(l.Line.Value.ToString())),
        new("reverses", "The id of the accepted line this one takes back; otherwise empty.", l => l.Reverses is { } line ? new Text(line.Value.ToString()) : null),
        new("replaces", "The id of the line this one stands for from now on: taken back beside it, rejected, or taken back before; otherwise empty.", l => l.Replaces is { } line ? new Text(line.Value.ToString()) : null),
        new("nature", "Fee (työkorvaus) or Wage, as the income type was classed when the file was made; a reversal is what its original was. Empty: nobody had classed it.", l => Named(l.Nature)),
        new("worker", "The payee's id in this system, the same in every export.", l => new Text(l.Worker.ToString())),
        new("centre", "The service centre's code.", l => new Text(l.Centre.Value)),
        new("kind", "The kind of work.", l => new Text(l.Kind.ToString())),
        new("minutes", "Length of the work in minutes; negative in a line that takes back an earlier one.", l => new Whole(l.Minutes)),
        new("rate", "Euros an hour: the agreement's on the day of work.", l => new Number(l.Rate)),
    ];

    /// <summary>The columns of the totals.</summary>
    public IReadOnlyList<Column<PayrollTotal>> TotalColumns { get; } =
    [
        new("of", "What is summed: one nature, one income type, one worker, one centre or the whole batch.", t => new Text(t.Of.ToString())),
        new("nature", "Fee or Wage, of a nature's or an income type's total; empty where nobody classed it, and in the other totals.", t => Named(t.Nature)),
        new("payType", "The income type; empty in the other totals.", t => t.IncomeType is { } type ? new Text(type) : null),
        new("hetu", "The worker, as in the lines; empty in the other totals.", t => t.Payee is { } payee ? new Text(payee) : null),
        new("worker", "The worker's id in this system; empty in the other totals.", t => t.Worker is { } worker ? new Text(worker.ToString()) : null),
        new("centre", "The service centre's code; empty in the other totals.", t => t.Centre is { } centre ? new Text(centre.Value) : null),
        new("lines", "Number of lines.", t => new Whole(t.Lines)),
        new("minutes", "Minutes, reversals subtracted.", t => new Whole(t.Minutes)),
        new("gross", "Euros, reversals subtracted.", t => new Euros(t.Amount)),
    ];

    /// <summary>E.g. <c>vertaistyo_palkkatapahtuma_20261121093005.csv</c>, in Helsinki time.</summary>
    /// <param name="extension">Without a dot.</param>
    public string NameOf(DateTimeOffset at, string extension) => NameOf($"{options.Stream}_palkkatapahtuma", at, extension);

    internal static string NameOf(string what, DateTimeOffset at, string extension) =>
        $"{what}_{HelsinkiTime.WallClockOf(at).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.{extension}";

    /// <summary>The stream stays open.</summary>
    public void WriteCsv(Stream to, PayrollContent content) => CsvFile.Write(to, Sheet.Of("Lines", PaymentColumns, content.Lines), options.Csv);

    /// <summary>A sheet of fees, one of wages, one of what nobody classed if there is any, and the totals. The stream stays open.</summary>
    public void WriteXlsx(Stream to, PayrollContent content) => XlsxFile.Write(to,
    [
        LineSheet("Fees", content.Of(PayNature.Fee)),
        LineSheet("Wages", content.Of(PayNature.Wage)),
        .. content.HasUnclassed ? [LineSheet("Unclassed", content.Of(null))] : (Sheet[])[],
        TotalSheet(content),
    ]);

    /// <summary><c>{ "lines": […], "totals": […] }</c>, each an object by the columns' headings; an empty cell is null. The stream stays open.</summary>
    public void WriteJson(Stream to, PayrollContent content)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        WriteRows(json, "lines", LineSheet("Lines", content.Lines));
        WriteRows(json, "totals", TotalSheet(content));
        json.WriteEndObject();
    }

    Sheet LineSheet(string name, IEnumerable<PayrollLine> lines) => Sheet.Of(name, [.. PaymentColumns, .. LineColumns], lines);

    Sheet TotalSheet(PayrollContent content) => Sheet.Of("Totals", TotalColumns, content.Totals);

    static Text? Named(PayNature? nature) => nature is { } known ? new Text(known.ToString()) : null;

    static void WriteRows(Utf8JsonWriter json, string name, Sheet sheet)
    {
        json.WriteStartArray(name);
        foreach (var row in sheet.Rows)
        {
            json.WriteStartObject();
            foreach (var (heading, cell) in sheet.Headings.Zip(row)) WriteCell(json, heading, cell);
            json.WriteEndObject();
            json.Flush(); // the writer would hold the whole file in memory
        }
        json.WriteEndArray();
    }

    static void WriteCell(Utf8JsonWriter json, string name, Cell? cell)
    {
        const decimal cents = 0.00m; // adding it gives every amount two decimals
        switch (cell)
        {
            case null: json.WriteNull(name); break;
            case Text text: json.WriteString(name, text.Value); break;
            case Whole whole: json.WriteNumber(name, whole.Value); break;
            case Number number: json.WriteNumber(name, number.Value); break;
            case Euros euros: json.WriteNumber(name, euros.Value + cents); break;
            case Day day: json.WriteString(name, day.Value.ToString("O", CultureInfo.InvariantCulture)); break;
            default: throw new InvalidOperationException($"A kind of cell JSON does not know: {cell.GetType().Name}.");
        }
    }
}

/// <summary>What a file is made of, gone through several times and never kept.</summary>
/// <param name="lines">Fees, then wages, then what nobody classed; the same lines however often they are asked for.</param>
public sealed class PayrollContent(IEnumerable<PayrollLine> lines)
{
    public IEnumerable<PayrollLine> Lines => lines;

    public IReadOnlyList<PayrollTotal> Totals { get; } = PayrollTotal.For(lines);

    public bool HasUnclassed => Totals.Any(t => t is { Of: PayrollTotalOf.Nature, Nature: null });

    public IEnumerable<PayrollLine> Of(PayNature? nature) => lines.Where(l => l.Nature == nature);
}

public enum PayrollTotalOf { Nature, IncomeType, Worker, Centre, Batch }

/// <summary>A sum over lines: of one nature, income type, worker or centre, or of the batch.</summary>
/// <param name="Minutes">Reversals subtracted.</param>
/// <param name="Amount">Euros, reversals subtracted.</param>
public sealed record PayrollTotal(
    PayrollTotalOf Of, PayNature? Nature, string? IncomeType, Guid? Worker, string? Payee, CentreCode? Centre, int Lines, int Minutes, decimal Amount)
{
    /// <summary>Natures, income types, workers and centres in the order they first appear, then the batch: each group sums to the batch.</summary>
    public static IReadOnlyList<PayrollTotal> For(IEnumerable<PayrollLine> lines)
    {
        var sums = new OrderedDictionary<PayrollTotal, PayrollTotal>();
        var batch = new PayrollTotal(PayrollTotalOf.Batch, null, null, null, null, null, 0, 0, 0m);
        var total = batch;
        foreach (var line in lines)
        {
            total = total.With(line);
            foreach (var part in (ReadOnlySpan<PayrollTotal>)
            [
                batch with { Of = PayrollTotalOf.Nature, Nature = line.Nature },
                batch with { Of = PayrollTotalOf.IncomeType, Nature = line.Nature, IncomeType = line.IncomeType },
                batch with { Of = PayrollTotalOf.Worker, Worker = line.Worker, Payee = line.Payee },
                batch with { Of = PayrollTotalOf.Centre, Centre = line.Centre },
            ])
                sums[part] = sums.GetValueOrDefault(part, part).With(line);
        }
        return [.. sums.Values.OrderBy(t => t.Of), total];
    }

    PayrollTotal With(PayrollLine line) => this with { Lines = Lines + 1, Minutes = Minutes + line.Minutes, Amount = Amount + line.Amount };
}
