using System.Collections.Concurrent;
using Helsinki.PeerWork.Projections.Tables;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Npgsql;
using Weasel.Core;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Marten as it is used here: the only thing that reads and writes event tables.</summary>
/// <param name="inline">Their rows ride in the appends.</param>
/// <param name="following">Their rows are written after the appends, by one process at a time.</param>
public sealed class StoreConfiguration(NpgsqlDataSource db, IReadOnlyList<IReadModel> inline, IReadOnlyList<IReadModel> following)
{
    /// <summary>Categories that log a stack for each try of what is tried again and again; <see cref="ProjectionDaemon"/> tells of it once.</summary>
    public static IReadOnlyList<string> Talkative { get; } = ["Marten", "JasperFx", "Weasel", typeof(FollowingReadModel).FullName!];

    public NpgsqlDataSource Db => db;

    public IReadOnlyList<IReadModel> Inline => inline;

    public IReadOnlyList<IReadModel> Following => following;

    /// <summary>What is stored under which name.</summary>
    public StoredTypes Types { get; init; } = StoredTypes.OfTheDomain;

    /// <summary>Null: what follows polls, and nobody is told of commits.</summary>
    public Notifier? Notifier { get; init; }

    /// <summary>Read models whose tables could not be made at the start, each with the event in the way.</summary>
    internal ConcurrentDictionary<string, PoisonException> Unmade { get; } = [];

    /// <summary>Those that follow, as subscriptions of Marten's daemon.</summary>
    internal IReadOnlyList<FollowingReadModel> Followers { get; private set; } = [];

    public DocumentStore Open() => new(Options());

    public StoreOptions Options()
    {
        var options = new StoreOptions();
        options.Connection(Db);
        options.AutoCreateSchemaObjects = AutoCreate.None; // by Schema/*.sql, in the order and at the moment we choose
        options.UseSystemTextJsonForSerialization(EventJson.Options, EnumStorage.AsString, Casing.Default);
        options.Logger(new SilentLogger());
        options.DisableNpgsqlLogging = true;
        // Nothing is tried again behind our back: a caller waits for seconds, and an append whose outcome is not known is the caller's to repeat.
        options.ConfigurePolly(_ => { });
        options.ConfigureWritePolly(_ => { });
        Events(options.Events);
        Projections(options);
        if (Notifier is not null) options.Listeners.Add(new CommitListener(Notifier));
        return options;
    }

    void Events(IEventStoreOptions events)
    {
        events.StreamIdentity = StreamIdentity.AsGuid;
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps; // times are given with the events: the demonstration tells of past days
        events.MetadataConfig.CorrelationIdEnabled = true;
        events.MetadataConfig.CausationIdEnabled = true;
        events.MetadataConfig.UserNameEnabled = true;
        events.MetadataConfig.HeadersEnabled = true;
        Types.Map(events);
    }

    void Projections(StoreOptions options)
    {
        var projections = options.Projections;
        foreach (var model in Inline) projections.Add(new InlineReadModel(model), ProjectionLifecycle.Inline, model.Name);
        Followers = [.. Following.Select(model => new FollowingReadModel(this, model))];
        foreach (var follower in Followers) projections.Subscribe(follower);
        projections.AsyncMode = DaemonMode.HotCold;
        projections.Wakeup = Notifier?.Waking();
        projections.LeadershipPollingTime = 500; // ms: so long nobody projects when a leader is killed
        projections.HealthCheckPollingTime = TimeSpan.FromMilliseconds(500);
        projections.AgentPauseTime = TimeSpan.FromMilliseconds(500);
        projections.SlowPollingTime = TimeSpan.FromMilliseconds(500);
        projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        // A number that was drawn may commit late: a gap is passed only on evidence that its transaction has ended, asked for after so long.
        projections.UseTransactionEvidenceForGapSkipping = true;
        projections.SkipStaleGapsDespiteLiveTransactionsAfter = null;
        projections.StaleSequenceThreshold = TimeSpan.FromMilliseconds(200);
        foreach (var errors in (ErrorHandlingOptions[])[projections.Errors, projections.RebuildErrors])
            (errors.SkipApplyErrors, errors.SkipSerializationErrors, errors.SkipUnknownEvents) = (false, false, false);
    }
}
