using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>Somebody of the story at the API's door, with a token like everybody else.</summary>
/// <param name="token">A demonstration token.</param>
/// <param name="refused">Told the code of every rule that said no.</param>
sealed class Person(HttpClient api, string token, Action<string> refused)
{
    /// <summary>What was answered; null when a rule said no, which the story takes as people do.</summary>
    /// <param name="key">The same step asked again after a broken first start gets the same answer.</param>
    public Task<JsonNode?> Post(string address, object body, string key) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options), Headers = { { "Idempotency-Key", key } } });

    /// <summary>Replaces what stands at the address: reads its version of <paramref name="stream"/> first.</summary>
    public async Task<JsonNode?> Put(string address, object body, string stream)
    {
        using var read = Authorized(new HttpRequestMessage(HttpMethod.Get, stream));
        using var seen = await api.SendAsync(read);
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        request.Headers.IfMatch.Add(seen.Headers.ETag!);
        return await Send(request);
    }

    /// <summary>Sends a file as it is.</summary>
    public Task<JsonNode?> Upload(string address, string text, string key) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(text, Encoding.UTF8, "text/csv"), Headers = { { "Idempotency-Key", key } } });

    /// <summary>An administrator's link of a user to a role, a centre and a worker's own record.</summary>
    public Task<JsonNode?> Link(UserId user, string role, string centre, Guid worker) =>
        Put($"/api/users/{user.Value}/links", new { links = new[] { new { role, centre, peerWorker = worker } } }, $"/api/users/{user.Value}/links");

    public async Task<JsonNode?> Get(string address) => await Send(new HttpRequestMessage(HttpMethod.Get, address));

    async Task<JsonNode?> Send(HttpRequestMessage request)
    {
        using (Authorized(request))
        {
            using var response = await api.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.Conflict)
            {
                refused(JsonNode.Parse(body)!["code"]!.GetValue<string>());
                return null;
            }
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {body}");
            return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body);
        }
    }

    HttpRequestMessage Authorized(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
