using System.Globalization;
using System.Text.Json;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>One payment as a payroll file says it.</summary>
/// <param name="Payee">Identity code or payroll number; empty: none was on file.</param>
/// <param name="Gross">Euros; negative in a reversal.</param>
public sealed record SentPayment(string Payee, DateOnly On, string PayType, decimal Gross, string InternalOrder, string DecisionNo)
{
    /// <summary>The payments of an export's JSON file, by line.</summary>
    internal static async Task<IReadOnlyDictionary<LineId, SentPayment>> In(Stream json, CancellationToken ct)
    {
        using var document = await JsonDocument.ParseAsync(json, cancellationToken: ct);
        return document.RootElement.GetProperty("lines").EnumerateArray().ToDictionary(
            l => new LineId(l.GetProperty("line").GetGuid()),
            l => new SentPayment(
                Text(l, "hetu"), DateOnly.ParseExact(Text(l, "start"), "yyyy-MM-dd", CultureInfo.InvariantCulture), Text(l, "payType"),
                l.GetProperty("gross").GetDecimal(), Text(l, "internalOrder"), Text(l, "decisionNo")));

        static string Text(JsonElement line, string column) => line.GetProperty(column).GetString() ?? "";
    }

    public PaymentKey Key => new(this);

    // Printed, it would carry the identity code into a log.
    public override string ToString() => "payment";
}

/// <summary>What payments are told apart by: texts without what a spreadsheet drops or adds, as leading zeros, an apostrophe or case.</summary>
public sealed record PaymentKey
{
    public PaymentKey(SentPayment payment) =>
        (payee, On, payType, Gross, internalOrder, decisionNo) = (
            Plain(payment.Payee), payment.On, Plain(payment.PayType), payment.Gross, Plain(payment.InternalOrder), Plain(payment.DecisionNo));

    readonly string payee, payType, internalOrder, decisionNo;

    public DateOnly On { get; }

    public decimal Gross { get; }

    // Printed, it would carry the identity code into a log.
    public override string ToString() => "payment";

    static string Plain(string text) => text.Trim().TrimStart('\'').TrimStart('0').ToUpperInvariant();
}
