using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Http;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>What was answered.</summary>
public sealed record Answer(int Status, string? ETag, JsonElement Body)
{
    /// <summary>Of a problem.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Body.GetProperty("id").GetGuid();

    /// <summary>The fields a 400 names.</summary>
    public IReadOnlyList<string> Fields => [.. Body.GetProperty("errors").EnumerateObject().Select(e => e.Name)];

    public JsonElement this[string property] => Body.GetProperty(property);

    public IReadOnlyList<JsonElement> Items => [.. Body.GetProperty("items").EnumerateArray()];

    public override string ToString() => $"{Status} {Body}";
}

/// <summary>Somebody who asks the API.</summary>
public sealed class Asking(HttpClient http)
{
    public Task<Answer> Get(string path, string? language = null) => Send(HttpMethod.Get, path, null, null, null, language);

    /// <param name="body">An object, or JSON as it is when it is text; null sends none.</param>
    public Task<Answer> Post(string path, object? body = null, string? ifMatch = null, string? key = null, string? language = null) =>
        Send(HttpMethod.Post, path, body, ifMatch, key, language);

    public Task<Answer> Put(string path, object body, string? ifMatch) => Send(HttpMethod.Put, path, body, ifMatch, null, null);

    public Task<Answer> Delete(string path, string? ifMatch = null) => Send(HttpMethod.Delete, path, null, ifMatch, null, null);

    async Task<Answer> Send(HttpMethod method, string path, object? body, string? ifMatch, string? key, string? language)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, body.GetType(), Json.Options), Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, response.Headers.ETag?.Tag, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
