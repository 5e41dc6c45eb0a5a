using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>What kind of act it is, and so which events show that it was done.</summary>
enum Kind { Hours, Meeting, Concern, Process, Export, Answers, Month, Engagement, Tickets, Setting }

/// <summary>One thing somebody wants done, under a key of its own.</summary>
/// <param name="Id">What its event names: an entry, a meeting, a line; of an act the server names, what it was named.</param>
sealed record Act(Kind Kind, string Operation, string Persona, Guid? Worker, string Path, object? Body, string Id)
{
    public Guid Key { get; } = Guid.NewGuid();
}

/// <summary>What became of an act, as its caller knows it.</summary>
enum Known
{
    /// <summary>2xx.</summary>
    Done,

    /// <summary>4xx at the first answer: nothing was done.</summary>
    Refused,

    /// <summary>4xx after tries without an answer: those tries did nothing either.</summary>
    RefusedAfterRetry,

    /// <summary>No answer in three tries, nor when all was calm: done once or not at all.</summary>
    Unknown,
}

/// <summary>Remembers every answer.</summary>
sealed class Ledger
{
    readonly ConcurrentQueue<(Act Act, Known Known, string Id)> acts = [];
    readonly ConcurrentQueue<Act> unanswered = [];
    readonly ConcurrentDictionary<int, int> statuses = [];
    int done;
    long longest;

    public int Done => Volatile.Read(ref done);

    public IReadOnlyCollection<(Act Act, Known Known, string Id)> Acts => acts;

    /// <summary>Answers nobody should get, each with what was asked.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Codes of refusals, and how often.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = [];

    /// <param name="id">As the server named it; null: as the act did.</param>
    public void Add(Act act, Known known, string? id = null)
    {
        acts.Enqueue((act, known, id ?? act.Id));
        if (known is Known.Done) Interlocked.Increment(ref done);
    }

    /// <summary>No try of it was answered.</summary>
    public void AddUnanswered(Act act) => unanswered.Enqueue(act);

    /// <summary>Since last asked.</summary>
    public IEnumerable<Act> TakeUnanswered()
    {
        while (unanswered.TryDequeue(out var act)) yield return act;
    }

    /// <summary>The longest anybody waited for an answer since last asked.</summary>
    public TimeSpan TakeLongest() => new(Interlocked.Exchange(ref longest, 0));

    /// <param name="status">0: the connection was lost.</param>
    public void Saw(int status, TimeSpan after)
    {
        statuses.AddOrUpdate(status, 1, (_, before) => before + 1);
        for (var known = Volatile.Read(ref longest); known < after.Ticks; known = Volatile.Read(ref longest))
            Interlocked.CompareExchange(ref longest, after.Ticks, known);
    }

    /// <summary>Since last asked.</summary>
    public IReadOnlyDictionary<int, int> TakeStatuses()
    {
        Dictionary<int, int> taken = [];
        foreach (var status in statuses.Keys)
            if (statuses.TryRemove(status, out var count)) taken[status] = count;
        return taken;
    }
}

/// <summary>Somebody's way to the program: asks up to three times under the same key, and writes down what was answered.</summary>
/// <param name="instances">Those that run now; the callers spread over them.</param>
sealed class Caller(Func<IReadOnlyList<Uri>> instances, Tokens tokens, Ledger ledger) : IDisposable
{
    const int Tries = 3;
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(300);

    // Connections are not shared with whoever was there before a program was killed.
    readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(30) };
    int turn;

    /// <summary>A program that is being killed may leave its callers without an answer; one that runs may not.</summary>
    public bool AnswersMayBeMissing { get; set; }

    public void Dispose() => http.Dispose();

    /// <returns>The body of the answer; null: it was not done, or nobody knows.</returns>
    public async Task<JsonElement?> Do(Act act)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var (status, body) = await Ask(act, before: attempt > 1);
            if (status is >= 200 and < 300) return body ?? default(JsonElement);
            if (status is >= 400 and < 500) return null;
            await Task.Delay(BetweenTries);
        }
        ledger.AddUnanswered(act);
        return null;
    }

    /// <summary>Whoever was left without an answer asks once more under the same key. All is calm now: an answer is due.</summary>
    public async Task AskAgain()
    {
        foreach (var act in ledger.TakeUnanswered())
        {
            var (status, _) = await Ask(act, before: true);
            if (status is >= 200 and < 500) continue;
            ledger.Add(act, Known.Unknown);
            ledger.Wrong.Enqueue($"{act.Operation} was asked again under its key when all was calm, and answered with {status}");
        }
    }

    /// <summary>One try; what it tells is written down.</summary>
    /// <param name="before">It was tried before, and not answered.</param>
    async Task<(int Status, JsonElement? Body)> Ask(Act act, bool before)
    {
        var (status, body) = await Send(HttpMethod.Post, act.Path, act.Persona, act.Worker, act.Body ?? new { }, act.Key);
        switch (status)
        {
            case >= 200 and < 300:
                ledger.Add(act, Known.Done, body is { ValueKind: JsonValueKind.Object } made && made.TryGetProperty("id", out var id) ? id.GetString() : null);
                break;
            case >= 400 and < 500:
                ledger.Add(act, before ? Known.RefusedAfterRetry : Known.Refused);
                ledger.Refusals.AddOrUpdate($"{act.Operation}: {CodeOf(body)}", 1, (_, known) => known + 1);
                break;
        }
        return (status, body);
    }

    public async Task<JsonElement?> Read(string path, string persona)
    {
        var (status, body) = await Send(HttpMethod.Get, path, persona, null, null, null);
        return status is >= 200 and < 300 ? body : null;
    }

    async Task<(int Status, JsonElement? Body)> Send(HttpMethod method, string path, string persona, Guid? worker, object? body, Guid? key)
    {
        var all = instances();
        if (all.Count == 0) return (0, null);
        using var request = new HttpRequestMessage(method, new Uri(all[Interlocked.Increment(ref turn) % all.Count], path));
        request.Headers.Authorization = new("Bearer", tokens.Of(persona, worker));
        if (key is { } once) request.Headers.Add("Idempotency-Key", once.ToString());
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), null, "application/json");
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var status = (int)answer.StatusCode;
            ledger.Saw(status, Stopwatch.GetElapsedTime(began));
            if (status is 503 && answer.Headers.RetryAfter is null) ledger.Wrong.Enqueue($"{method} {path}: 503 without Retry-After");
            if (status is >= 500 and not 503 or < 200 or (>= 300 and < 400)) ledger.Wrong.Enqueue($"{method} {path}: {status} {text}");
            return (status, text.Length > 0 && answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonSerializer.Deserialize<JsonElement>(text) : null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            ledger.Saw(0, Stopwatch.GetElapsedTime(began));
            if (!AnswersMayBeMissing) ledger.Wrong.Enqueue($"{method} {path}: no answer ({e.Message})");
            return (0, null);
        }
    }

    static string CodeOf(JsonElement? problem) => problem is { ValueKind: JsonValueKind.Object } p && p.TryGetProperty("code", out var code) ? code.GetString()! : "?";
}
