using Testcontainers.PostgreSql;

namespace Helsinki.PeerWork.Tests.Shared;

/// <summary>A PostgreSQL for one test program where none is installed and a container engine answers: as the product has it, but that a crash may lose everything.</summary>
static class PostgresInContainer
{
    /// <summary>The one of deploy/compose.yml.</summary>
    const string Image = "docker.io/library/postgres:17.7-bookworm";

    public static async Task<string> Start()
    {
        var postgres = new PostgreSqlBuilder(Image)
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--locale-provider=icu --icu-locale=fi-FI --locale=C.UTF-8")
            .WithCommand("-c", "max_connections=200", "-c", "max_prepared_transactions=4", "-c", "jit=off")
            .Build();
        await postgres.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return postgres.GetConnectionString();
    }
}
