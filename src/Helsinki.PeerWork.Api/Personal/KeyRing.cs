using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Hosting;
using Npgsql;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>
/// Keys of personal data: one that seals now, older ones that still open, one that hashes. From configuration
/// (<c>PersonalData:Keys:&lt;id&gt;</c>, <c>PersonalData:CurrentKey</c>, <c>PersonalData:HashKey</c>; 32 bytes, base64).
/// </summary>
public sealed class KeyRing
{
    const int KeyBytes = 32;
    const int TagBytes = 16;
    const int NonceBytes = 12;

    readonly FrozenDictionary<string, byte[]> keys;
    readonly byte[] hashKey;

    KeyRing(FrozenDictionary<string, byte[]> keys, string current, byte[] hashKey) => (this.keys, Current, this.hashKey) = (keys, current, hashKey);

    /// <summary>Id of the key that seals now.</summary>
    public string Current { get; }

    /// <exception cref="InvalidOperationException">A key is missing or not 32 bytes; the message names the setting.</exception>
    public static KeyRing Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("PersonalData");
        var keys = section.GetSection("Keys").GetChildren().ToFrozenDictionary(k => k.Key, k => Key(k.Path, k.Value));
        var current = section["CurrentKey"] ?? throw new InvalidOperationException("PersonalData:CurrentKey must name one of PersonalData:Keys.");
        return keys.ContainsKey(current)
            ? new(keys, current, Key("PersonalData:HashKey", section["HashKey"]))
            : throw new InvalidOperationException($"PersonalData:CurrentKey is {current}, but PersonalData:Keys has no such key.");
    }

    static byte[] Key(string setting, string? base64)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(base64 ?? "", key, out var length) && length == KeyBytes
            ? key
            : throw new InvalidOperationException($"{setting} must be {KeyBytes} bytes in base64.");
    }

    /// <summary>Keys of a private installation, in a file only its owner may read; made at the first start.</summary>
    public static void AddOwnKeys(IConfigurationBuilder configuration, string folder)
    {
        var file = Path.Combine(folder, "personal-data-keys.json");
        if (!File.Exists(file))
        {
            var id = $"k-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}"; // another key never answers to a lost one's name
            OwnFile.MakeOnce(file, JsonSerializer.SerializeToUtf8Bytes(new
            {
                PersonalData = new
                {
                    Keys = new Dictionary<string, string> { [id] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) },
                    CurrentKey = id,
                    HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)),
                },
            }));
        }
        configuration.AddJsonFile(file, optional: false);
    }

    /// <summary>Everything sealed can be opened: otherwise the keys were lost or another installation's are used.</summary>
    /// <exception cref="InvalidOperationException">Names the key that is missing.</exception>
    public async Task MustOpen(NpgsqlDataSource db, CancellationToken ct)
    {
        await using var used = db.CreateCommand(string.Join(" union ",
            SealedTable.All.Select(t => $"select key_id from {t.Table} where key_id is not null")));
        await using var rows = await used.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            if (!keys.ContainsKey(rows.GetString(0)))
                throw new InvalidOperationException($"Personal data in the database is sealed with key {rows.GetString(0)}, which is not in PersonalData:Keys. Bring that key back.");
    }

    /// <summary>Seals with the current key: nonce, tag and ciphertext in one. <paramref name="place"/> (table, column, row) is bound in, so that a value can't be moved elsewhere.</summary>
    public byte[] Seal(string place, ReadOnlySpan<byte> plain)
    {
        var sealedValue = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedValue.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[Current], TagBytes);
        aes.Encrypt(nonce, plain, sealedValue.AsSpan(NonceBytes + TagBytes), sealedValue.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return sealedValue;
    }

    /// <exception cref="CryptographicException">The value was changed or moved, or its key is not here.</exception>
    public byte[] Open(string keyId, string place, ReadOnlySpan<byte> sealedValue)
    {
        if (!keys.TryGetValue(keyId, out var key)) throw new CryptographicException($"No key {keyId} in PersonalData:Keys.");
        var plain = new byte[sealedValue.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedValue[..NonceBytes], sealedValue[(NonceBytes + TagBytes)..], sealedValue.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>A keyed hash of something long, piece by piece.</summary>
    public IncrementalHash BeginHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, hashKey);

    /// <summary>Equal values have equal hashes, and nobody without the key can try values out.</summary>
    public byte[] Hash(string place, string value) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{place}\n{value}"));
}
