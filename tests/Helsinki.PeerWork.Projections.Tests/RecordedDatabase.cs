using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests;

/// <summary>A fresh database in which events are recorded with all read models riding along, the statistics too.</summary>
public sealed class RecordedDatabase : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.FromHours(3));
    public static readonly IReadOnlyList<IReadModel> All = [.. ReadModels.Inline, .. ReadModels.Async];

    readonly TestDatabase database = new();
    EventLog log = null!;

    /// <summary>Those that follow what is recorded.</summary>
    public IReadOnlyList<IReadModel> Following { get; init; } = All;

    public NpgsqlDataSource Source => database.Source;
    public Facts Facts => new(Source, new PastRows(Source));

    public static Guid New() => Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        log = database.LogWith(Following);
        await ReadTables.Create(Source, All, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public Task Record(Guid stream, params object[] events) => RecordAt(Noon, stream, events);

    public async Task RecordAt(DateTimeOffset at, Guid stream, params object[] events)
    {
        var version = Assert.Single(await database.Log.Read([stream], CancellationToken.None)).Version;
        StreamAppend[] appends = [new(stream, Category(events[0]), version, events)];
        var envelope = new Envelope("user-1", at, "correlation-1", null);
        Assert.True(await log.Append(appends, envelope, [], CancellationToken.None));
    }

    /// <summary>Makes a read model from zero, as the product does.</summary>
    public async Task Rebuild(string name)
    {
        var configuration = new StoreConfiguration(Source, ReadModels.Inline, ReadModels.Async);
        await using var store = configuration.Open();
        await new ProjectionDaemon(configuration, store, new(Source, NullLogger<Notifier>.Instance),
            NullLogger<ProjectionDaemon>.Instance).Rebuild(name, null, CancellationToken.None);
    }

    public async Task<StreamEvents> Read(Guid stream) => Assert.Single(await database.Log.Read([stream], CancellationToken.None));

    /// <summary>Every event recorded, in order.</summary>
    public async Task<IReadOnlyList<Recorded>> Everything()
    {
        var streams = await database.Log.Read(await database.Query<Guid>("select id from mt_streams"), CancellationToken.None);
        return [.. streams.SelectMany(s => s.Events).OrderBy(e => e.Position)];
    }

    public Task<IReadOnlyList<T>> Query<T>(string sql) => database.Query<T>(sql);

    public Task Execute(string sql) => database.Execute(sql);

    static string Category(object @event) => @event switch
    {
        AitoValittajaEvent => AitoValittajaDecider.Decider.Category,
        AgreementsEvent => AgreementsDecider.Decider.Category,
        HoursEvent => HoursDecider.Decider.Category,
        PayrollEvent => PayrollDecider.Decider.Category,
        SupervisionEvent => SupervisionDecider.Decider.Category,
        ServiceCentreEvent => "service_centre",
        PublishedYearEvent => "published_year",
        _ => throw new ArgumentException($"Unknown event {@event}."),
    };
}
