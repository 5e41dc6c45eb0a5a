using Helsinki.PeerWork.Api.Files;

namespace Helsinki.PeerWork.Api.Tests.Files;

static class MadeSheets
{
    public static Sheet Of(params Cell?[][] rows) => new("Sheet", [.. Enumerable.Range(1, rows.Max(r => r.Length)).Select(i => $"h{i}")], rows);

    /// <summary>Rows made one by one; each tells how many bytes had left by the time it was pulled.</summary>
    public static Sheet Long(int rows, CountingStream stream, List<long> sentBefore) => Sheet.Of<int>(
        "Long",
        [
            new("number", "", i => new Cell.Whole(i)),
            new("text", "", i => new Cell.Text(new Random(i).NextInt64().ToString("x", null))),
            new("euros", "", i => new Cell.Euros(i / 100m)),
            new("day", "", i => new Cell.Day(new DateOnly(2000, 1, 1).AddDays(i % 10000))),
        ],
        Enumerable.Range(0, rows).Select(i =>
        {
            sentBefore.Add(stream.Written);
            return i;
        }));

    public static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}

/// <summary>A response as seen from the writer: it can neither seek nor be read back, and keeps nothing.</summary>
sealed class CountingStream : Stream
{
    public long Written { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => Written += count;
    public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;
}
