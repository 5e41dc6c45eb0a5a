using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Helsinki.PeerWork.Api.Files;

/// <summary>What every uploaded table has in common: UTF-8 with or without its mark, columns known by name in any case, three ways to part them.</summary>
static class UploadedTable
{
    static readonly char[] Delimiters = [';', ',', '\t'];
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Never reads more than one byte beyond the limit.</summary>
    public static async Task<byte[]> Bytes(Stream from, int most, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; read.Length <= most && (count = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most + 1L - read.Length)), ct)) > 0;)
            read.Write(buffer, 0, count);
        return read.ToArray();
    }

    /// <summary>The text, or the line (1 upwards) of the first byte that is no UTF-8.</summary>
    public static (string? Text, int BadLine) Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return (StrictUtf8.GetString(bytes), 0);
        }
        catch (DecoderFallbackException e)
        {
            return (null, 1 + bytes[..e.Index].Count((byte)'\n'));
        }
    }

    /// <summary>Blank lines are kept, so that rows can be told by where they begin.</summary>
    /// <param name="columnOf">The column a heading stands for.</param>
    public static CsvParser Parser(string text, IReadOnlyCollection<string> columns, Func<string, string> columnOf, Action badQuotes) =>
        new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text, columns, columnOf).ToString(),
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => badQuotes(),
        });

    public static string NameOf(string heading) => heading.Trim().Trim('"').Trim().ToLowerInvariant();

    /// <summary>The one that parts the first line into most of the columns; a semicolon when all do as badly.</summary>
    static char DelimiterOf(string text, IReadOnlyCollection<string> columns, Func<string, string> columnOf)
    {
        var first = text.AsSpan().TrimStart("\r\n");
        var end = first.IndexOfAny('\r', '\n');
        var header = (end < 0 ? first : first[..end]).ToString();
        return Delimiters.MaxBy(d => header.Split(d).Count(heading => columns.Contains(columnOf(heading))));
    }
}
