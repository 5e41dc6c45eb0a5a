using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using JasperFx;
using Weasel.Postgresql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public sealed class SchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_scripts_make_exactly_what_Marten_expects()
    {
        await using var store = new StoreConfiguration(database.Source, ReadModels.Inline, ReadModels.Async).Open();

        var missing = new StringWriter();
        (await store.Storage.Database.CreateMigrationAsync()).WriteAllUpdates(missing, new PostgresqlMigrator(), AutoCreate.All);

        Assert.Equal("", missing.ToString());
    }
}
