using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Http;

/// <summary>A turn is at what was named and nothing else, of one at a time, and it ends: given back, or by itself.</summary>
public sealed class TurnTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    readonly Guid here = Guid.NewGuid(), there = Guid.NewGuid();

    Turn New(TimeSpan? lease = null) => new(host.Database.Source, lease ?? AMinute);

    [Fact]
    public async Task One_has_the_turn_until_it_is_given_back_and_elsewhere_others_have_theirs()
    {
        await using var second = New();
        await using (var first = New())
        {
            Assert.True(await first.Take([here], default));
            Assert.False(await second.Take([there, here], default));
            Assert.True(await second.Take([there], default));
            Assert.True(await first.Take([here, Guid.NewGuid()], default));
        }
        Assert.True(await second.Take([there, here], default));
    }

    [Fact]
    public async Task An_append_loses_where_another_has_its_turn_and_there_alone()
    {
        await using var first = New();
        await using var second = New();
        await first.Take([here], default);

        Assert.True(await Passes(first, here));
        Assert.True(await Passes(second, there));
        Assert.False(await Passes(second, there, here));
    }

    [Fact]
    public async Task A_turn_ends_with_its_time()
    {
        await using var dead = New(TimeSpan.Zero);
        await using var next = New();
        Assert.True(await dead.Take([here], default));

        Assert.True(await Passes(next, here));
        Assert.True(await next.Take([here], default));
    }

    [Fact]
    public async Task A_turn_lasts_as_long_as_its_work()
    {
        await using var working = New(TimeSpan.FromSeconds(2));
        await working.Take([here], default);
        var first = await Ends();

        await Until.True(async () => await Ends() > first);

        async Task<DateTime> Ends() => (await host.Database.Query<DateTime>($"select until from peerwork.turn where at @> array['{here}'::uuid]")).Single();
    }

    [Fact]
    public async Task A_turn_taken_before_the_databases_clock_was_set_back_holds_nobody_up()
    {
        await using var before = New();
        await using var next = New();
        await before.Take([here], default);
        await host.Database.Execute($"update peerwork.turn set since = since + interval '3 hours', until = until + interval '3 hours' where at @> array['{here}'::uuid]");

        Assert.True(await Passes(next, here));
        Assert.True(await next.Take([here], default));
    }

    [Fact]
    public async Task Of_many_who_want_it_at_once_one_has_it()
    {
        var turns = Enumerable.Range(0, 12).Select(_ => New()).ToList();

        var taken = await Task.WhenAll(turns.Select(t => t.Take([here, there], default)));

        Assert.Single(taken, t => t);
        foreach (var turn in turns) await turn.DisposeAsync();
    }

    Task<bool> Passes(Turn turn, params Guid[] streams) => host.Database.Log.Append(
        [.. streams.Select(stream => new StreamAppend(stream, "published_year", 0, []))], new("user-1", host.Clock.GetUtcNow(), "correlation-1", null), [], default, turn.Holder);
}
