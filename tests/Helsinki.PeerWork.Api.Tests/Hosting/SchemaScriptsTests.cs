using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

public sealed class SchemaScriptsTests : IAsyncLifetime
{
    readonly TestDatabase database = new();

    static readonly CancellationToken None = CancellationToken.None;

    public ValueTask InitializeAsync() => database.InitializeAsync();
    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Two_instances_starting_at_once_apply_each_script_once()
    {
        await database.Execute("drop schema peerwork, read, public, wolverine cascade; create schema public");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SchemaScripts.Apply(database.Source, [GetType().Assembly], None))));

        Assert.Equal(["Helsinki.PeerWork.Api.Tests/0001-first.sql", "Helsinki.PeerWork.Api.Tests/0002-second.sql", "Helsinki.PeerWork.EventStore/0001-event-store.sql",
                "Helsinki.PeerWork.EventStore/0002-past-rows.sql", "Helsinki.PeerWork.EventStore/0003-marten.sql",
                "Helsinki.PeerWork.EventStore/0004-wolverine.sql"],
            (await database.Query<string>("select name from peerwork.schema_script")).Order(StringComparer.Ordinal));
        Assert.Equal([2], await database.Query<int>("select n from steps"));
    }

    [Fact]
    public async Task A_script_that_changed_after_it_was_applied_is_named()
    {
        await SchemaScripts.Apply(database.Source, [], None);
        await database.Execute("update peerwork.schema_script set sha256 = 'another' where name like '%/0001-event-store.sql'");

        var changed = await Assert.ThrowsAsync<InvalidOperationException>(() => SchemaScripts.Apply(database.Source, [], None));

        Assert.Contains("Helsinki.PeerWork.EventStore/0001-event-store.sql", changed.Message, StringComparison.Ordinal);
    }
}
