using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Http;
using Npgsql;

namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>
/// Fills an empty database in Development: Helsinki's centres, the 2024 register, and a history of processes, hours, supervision and payroll
/// up to today. Every step is a request to the API, by somebody who may, on the day it happened.
/// </summary>
static class DemonstrationHistory
{
    /// <summary>Once; a start that broke off half-way is gone on with.</summary>
    public static async Task FillOnce(NpgsqlDataSource db, TimeProvider now, CancellationToken ct)
    {
        await using var turn = await db.OpenConnectionAsync(ct); // instances that start together take turns; the second finds it done
        await Wait(turn, ct);
        try
        {
            if (await Until(db, now.Today(), ct) is { } until) await Fill(db, until, ct);
        }
        finally
        {
            await using var give = new NpgsqlCommand($"select pg_advisory_unlock({Turn})", turn);
            await give.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    static async Task Wait(NpgsqlConnection turn, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand($"select pg_try_advisory_lock({Turn})", turn);
        if (await take.ExecuteScalarAsync(ct) is true) return;
        Console.WriteLine("Another start is filling the demonstration: waiting for it.");
        while (await take.ExecuteScalarAsync(ct) is not true) await Task.Delay(BetweenTries, ct);
    }

    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    internal const long Turn = 0x7065_6572_6465_6D6F;

    static async Task Fill(NpgsqlDataSource db, DateOnly until, CancellationToken ct)
    {
        var clock = new DemonstrationClock();
        clock.Set(Story.Begins.ToDateTime(TimeOnly.MinValue));
        var builder = Serving.Builder("http://127.0.0.1:0");
        builder.Configuration["Oidc:Authority"] = null; // the story's people have tokens of its own, also where a provider is configured
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = PeerWorkApp.Build(builder, db, clock, tells: false);
        await InitialConfiguration.Ensure(app.Services, ct);
        await app.StartAsync(ct);
        var tokens = DemonstrationTokens.In(DataFolder.Of(builder.Configuration), Serving.Audience(builder.Configuration));
        using var api = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        List<string> refused = [];
        await Terminal.Progress().StartAsync(async bars =>
        {
            var steps = new Story(until, (persona, worker) => new Person(api, tokens.TokenOf(persona, worker), refused.Add)).Steps();
            var bar = bars.AddTask("Demonstration history", maxValue: steps.Count);
            foreach (var step in steps)
            {
                ct.ThrowIfCancellationRequested();
                clock.Set(step.At);
                await step.Do();
                bar.Description = $"Demonstration history, {step.At:d.M.yyyy}";
                bar.Increment(1);
            }
        });
        await app.StopAsync(ct);
        foreach (var persona in Persona.All) await LogIn.Remember(app.Services, persona.Session(new()), ct);
        await Finish(db, ct);
        foreach (var code in refused.GroupBy(c => c)) Console.WriteLine($"In the demonstration a rule said no {code.Count()} times: {code.Key}");
    }

    /// <summary>The last day of the story; null when there is nothing to fill: it is done, or the database has a history of its own.</summary>
    static async Task<DateOnly?> Until(NpgsqlDataSource db, DateOnly today, CancellationToken ct)
    {
        await using var begin = db.CreateCommand("""
            insert into peerwork.demonstration (until) select $1 where not exists (select from public.mt_events) on conflict do nothing
            """);
        begin.Parameters.Add(new() { Value = today });
        await begin.ExecuteNonQueryAsync(ct);
        await using var read = db.CreateCommand("select until from peerwork.demonstration where finished_at is null");
        await using var rows = await read.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? rows.GetFieldValue<DateOnly>(0) : null;
    }

    static async Task Finish(NpgsqlDataSource db, CancellationToken ct)
    {
        await using var finish = db.CreateCommand("update peerwork.demonstration set finished_at = now()");
        await finish.ExecuteNonQueryAsync(ct);
    }
}
