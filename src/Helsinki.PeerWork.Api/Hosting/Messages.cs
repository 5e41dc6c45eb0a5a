using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using JasperFx;
using JasperFx.CodeGeneration;
using Npgsql;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Postgresql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>
/// Wolverine as it is used here: carries what must survive a crash, from a commit to a handler in this program. It decides nothing, and writes no
/// events.
/// </summary>
static class Messages
{
    public const string Schema = "wolverine";

    /// <summary>For OpenTelemetry: what was sent, failed, tried again and given up, by message type.</summary>
    public const string MeterName = $"Wolverine:{Name}";

    const string Name = "peerwork";
    const string Queue = "notices";

    /// <summary>Categories that log a stack for each try of what is tried again and again; what matters of it is told by ourselves.</summary>
    public static IReadOnlyList<string> Talkative { get; } = ["Wolverine", typeof(TellOfConcern).FullName!];

    /// <param name="carried">False: where the past is told, nobody is told of it.</param>
    public static void AddMessages(this IServiceCollection services, NpgsqlDataSource db, bool carried)
    {
        services.AddWolverine(ExtensionDiscovery.ManualOnly, wolverine =>
        {
            wolverine.ServiceName = Name;
            wolverine.ApplicationAssembly = typeof(Messages).Assembly;
            // Handlers are written and named here: nothing is searched for, generated or compiled when the program starts.
            wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
            wolverine.Discovery.DisableConventionalDiscovery();
            wolverine.AddMessageHandler(new ConcernTellingHandler());
            wolverine.PublishMessage<TellOfConcern>().ToLocalQueue(Queue);
            wolverine.LocalQueue(Queue).UseDurableInbox().Sequential();
            wolverine.UseSystemTextJsonForSerialization(json =>
            {
                foreach (var converter in EventJson.Options.Converters) json.Converters.Add(converter);
            });
            wolverine.PersistMessagesWithPostgresql(db, Schema).OverrideAutoCreateResources(AutoCreate.None); // by Schema/*.sql
            wolverine.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            Durability(wolverine.Durability, carried);
        });
    }

    /// <exception cref="InvalidOperationException">The tables of messages are not as Wolverine wants them.</exception>
    public static async Task MustMatch(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await services.GetRequiredService<IMessageStore>().Admin.AssertStorageExistsAsync(ct);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                $"The tables in the schema {Schema} are not as this build makes them: somebody changed them, or another program did.", e);
        }
    }

    static void Durability(DurabilitySettings durability, bool carried)
    {
        durability.Mode = carried ? DurabilityMode.Balanced : DurabilityMode.MediatorOnly;
        // What an instance held that was killed is another's after so long.
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(5);
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(20);
        // What an instance that lives has lost sight of, in an outage, is found again after so long.
        durability.InboxStaleTime = TimeSpan.FromMinutes(1);
        durability.UpdateMetricsPeriod = TimeSpan.FromMinutes(1);
        durability.NodeAssignmentHealthCheckTracingEnabled = false;
    }
}
