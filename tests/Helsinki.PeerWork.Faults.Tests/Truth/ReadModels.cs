using System.Net.Http.Headers;
using System.Text.Json;
using Helsinki.PeerWork.Faults.Tests.Kernel;
using Helsinki.PeerWork.Faults.Tests.Load;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Faults.Tests.Truth;

/// <summary>The lists and statistics: whether they know of everything, and whether making them anew from the events gives the same rows.</summary>
sealed class ReadModels(NpgsqlDataSource db, Tokens tokens)
{
    const string List = "/api/upkeep/read-models";

    /// <summary>Each takes two of the program's connections.</summary>
    const int AtOnce = 4;

    /// <summary>Waits until every one of them has taken all that was recorded.</summary>
    public Task CaughtUp(PeerWorkProgram program) => Until.True(async () =>
        await All(program) is { } all && all.All(m => m.GetProperty("behind") is { ValueKind: JsonValueKind.Number } behind && behind.GetInt64() == 0));

    /// <summary>Tables whose rows are others when they are made anew, while nobody writes.</summary>
    public async Task<IReadOnlyList<string>> Otherwise(PeerWorkProgram program)
    {
        await CaughtUp(program);
        var before = await Dump();
        foreach (var some in (await All(program))!.Select(m => m.GetProperty("name").GetString()!).Chunk(AtOnce)) await Task.WhenAll(some.Select(model => MakeAnew(program, model)));
        await CaughtUp(program);
        var after = await Dump();
        return [.. before.Keys.Union(after.Keys).Where(table => before.GetValueOrDefault(table) != after.GetValueOrDefault(table)).Select(table => $"{table} is otherwise when it is made anew")];
    }

    public async Task Begin(PeerWorkProgram program, string model)
    {
        using var client = Client(program);
        using var begun = await client.PostAsync($"{List}/{model}/rebuild", null);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, begun.StatusCode);
    }

    public async Task<IReadOnlyList<JsonElement>?> All(PeerWorkProgram program)
    {
        using var client = Client(program);
        try
        {
            using var answer = await client.GetAsync(List);
            return answer.IsSuccessStatusCode ? [.. JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).EnumerateArray()] : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    async Task MakeAnew(PeerWorkProgram program, string model)
    {
        await Begin(program, model);
        JsonElement made = default;
        await Until.True(async () => (made = (await All(program))!.Single(m => m.GetProperty("name").GetString() == model).GetProperty("made")).GetProperty("endedAt").ValueKind != JsonValueKind.Null);
        Assert.False(made.GetProperty("failed").GetBoolean(), $"{model} could not be made anew.");
    }

    HttpClient Client(PeerWorkProgram program)
    {
        var client = new HttpClient { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Of("administrator"));
        return client;
    }

    async Task<Dictionary<string, string>> Dump()
    {
        var look = new Looking(db);
        Dictionary<string, string> dump = [];
        // What a rebuild that was killed left beside the tables is nobody's; the next one begins with taking it away.
        foreach (var table in await look.Texts("select relname::text from pg_class where relnamespace = 'read'::regnamespace and relkind = 'r' and relname !~ '__next$'"))
            dump[table] = (await look.Texts($"select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from read.\"{table}\" t"))[0];
        return dump;
    }
}
