using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>A content as it was kept.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
sealed record KeptContent(Guid Content, long Length, string Sha256);

/// <summary>
/// Large contents that hold identity codes: sealed piece by piece as they are written, opened piece by piece as they are read, so that no
/// more than a piece is in memory. A content counts once a row of a transaction names it.
/// </summary>
public sealed class SealedPieces(NpgsqlDataSource db, KeyRing keys, TimeProvider clock)
{
    /// <summary>Small enough, with what sealing adds, to stay off the large-object heap.</summary>
    const int PieceBytes = 64 * 1024;

    /// <summary>Nobody makes a file for as long as this: a piece this old that no row names never will be.</summary>
    static readonly TimeSpan Given = TimeSpan.FromDays(1);

    /// <summary>Keeps what is written, all of it or nothing.</summary>
    internal async Task<KeptContent> Keep(Action<Stream> write, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var rows = await connection.BeginBinaryImportAsync("copy payroll.piece (content, number, at, key_id, bytes) from stdin (format binary)", ct);
        rows.Timeout = TimeSpan.FromSeconds(Patience.Bulk);
        using var pieces = new Writing(rows, keys, clock.GetUtcNow().UtcDateTime);
        write(pieces);
        var kept = pieces.Finish();
        await rows.CompleteAsync(ct);
        return kept;
    }

    /// <summary>Opened as it is read; a piece that is missing breaks it off.</summary>
    /// <param name="length">Bytes of the whole.</param>
    internal Stream Open(Guid content, long length) => new Reading(this, content, length);

    /// <summary>Clears away contents no row names, as those of an attempt that lost its race.</summary>
    internal async Task Discard(IEnumerable<Guid> contents, CancellationToken ct)
    {
        await using var command = db.CreateCommand($"delete from payroll.piece p where content = any($1) and {Unnamed}");
        command.Parameters.Add(new() { Value = contents.ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Clears away what was left when a program stopped half-way.</summary>
    internal async Task ForgetUnnamed(CancellationToken ct)
    {
        await using var command = db.CreateCommand($"delete from payroll.piece p where at < $1 and {Unnamed}");
        command.CommandTimeout = Patience.Bulk;
        command.Parameters.Add(new() { Value = (clock.GetUtcNow() - Given).UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    const string Unnamed = """
        not exists (select from payroll.file f where f.content = p.content) and not exists (select from payroll.answer_file a where a.content = p.content)
        """;

    /// <summary>What a piece is sealed to.</summary>
    internal static string Place(Guid content, int number) => $"payroll.piece/{content}/{number}";

    async Task<byte[]?> Piece(Guid content, int number, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select key_id, bytes from payroll.piece where content = $1 and number = $2");
        command.Parameters.Add(new() { Value = content });
        command.Parameters.Add(new() { Value = number });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? keys.Open(rows.GetString(0), Place(content, number), rows.GetFieldValue<byte[]>(1)) : null;
    }

    sealed class Writing(NpgsqlBinaryImporter rows, KeyRing keys, DateTime at) : Stream
    {
        readonly Guid content = Guid.CreateVersion7();
        readonly byte[] piece = new byte[PieceBytes];
        readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int filled, number;
        long length;

        public KeptContent Finish()
        {
            if (filled > 0) Seal();
            return new(content, length, Convert.ToHexStringLower(hash.GetCurrentHash()));
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            length += buffer.Length;
            while (!buffer.IsEmpty)
            {
                var taken = Math.Min(buffer.Length, PieceBytes - filled);
                buffer[..taken].CopyTo(piece.AsSpan(filled));
                buffer = buffer[taken..];
                filled += taken;
                if (filled == PieceBytes) Seal();
            }
        }

        void Seal()
        {
            rows.StartRow();
            rows.Write(content, NpgsqlDbType.Uuid);
            rows.Write(number, NpgsqlDbType.Integer);
            rows.Write(at, NpgsqlDbType.TimestampTz);
            rows.Write(keys.Current, NpgsqlDbType.Text);
            rows.Write(keys.Seal(Place(content, number), piece.AsSpan(0, filled)), NpgsqlDbType.Bytea);
            (filled, number) = (0, number + 1);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) hash.Dispose();
            base.Dispose(disposing);
        }
    }

    sealed class Reading(SealedPieces pieces, Guid content, long length) : Stream
    {
        ReadOnlyMemory<byte> piece;
        int number;
        long read;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (piece.IsEmpty && read < length)
                piece = await pieces.Piece(content, number++, cancellationToken) ?? throw new InvalidDataException($"Piece {number - 1} of {content} is missing.");
            var taken = Math.Min(buffer.Length, piece.Length);
            piece[..taken].CopyTo(buffer);
            (piece, read) = (piece[taken..], read + taken);
            return taken;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A piece is awaited.");
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
