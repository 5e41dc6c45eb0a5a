using System.Net;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Api.Upkeep;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Projections;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Marten;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Puts the application together. The same pieces whoever starts it: <c>./run</c>, a container, a test, the demonstration.</summary>
public static class PeerWorkApp
{
    /// <summary>1 MiB: every body of the API but an uploaded register is far smaller.</summary>
    const long LargestBody = 1024 * 1024;

    /// <param name="db">An open data source; its schema is already there.</param>
    /// <param name="clock">Today, for every rule and every timestamp.</param>
    /// <param name="tells">False: nobody is told of anything, and nothing goes by the clock.</param>
    public static WebApplication Build(WebApplicationBuilder builder, NpgsqlDataSource db, TimeProvider clock, bool tells = true)
    {
        Add(builder, db, clock, tells);
        var app = builder.Build();
        Use(app);
        return app;
    }

    /// <summary>What the application is made of.</summary>
    public static void Add(WebApplicationBuilder builder, NpgsqlDataSource db, TimeProvider clock, bool tells = true)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton(db).AddSingleton(clock);
        services.AddSingleton(s => new OutageLog(s.GetRequiredService<ILoggerFactory>().CreateLogger<OutageLog>(), clock));
        services.AddSingleton(AccessTable.Instance).AddOperationScopes();
        services.AddSingleton(KeyRing.Of(builder.Configuration)).AddSingleton<Tampering>().AddSingleton<PersonalData>().AddSingleton<Colleagues>();
        services.AddScoped<MonthReading>();
        services.AddSingleton(builder.Configuration.GetSection("Team").Get<TeamOptions>() ?? new TeamOptions());
        services.AddSingleton(new PayrollFile(builder.Configuration.GetSection("Payroll").Get<PayrollFileOptions>() ?? new())).AddSingleton<PayrollFiles>().AddSingleton<SealedPieces>();
        services.AddScoped<AnswerTaking>().AddSingleton<UnmatchedAnswers>();
        services.AddScoped<RegisterImport>().AddSingleton<UserLinks>().AddSingleton<Holders>();
        services.AddNotices(builder.Configuration.GetSection("Notices").Get<NoticeOptions>() ?? new());
        services.AddSingleton(builder.Configuration.GetSection("Publication").Get<PublicationOptions>() ?? new());
        AddStore(services, db, tells);
        services.AddMessages(db, carried: tells);
        if (tells) services.AddHostedService(s => s.GetRequiredService<ConcernNotices>());
        builder.AddTransport();
        builder.AddLimits();
        AddTokens(builder);
        builder.AddSite();
        builder.AddObserving();
        foreach (var category in StoreConfiguration.Talkative.Concat(Messages.Talkative)) builder.Logging.AddFilter(category, LogLevel.None);
        services.AddPeerWorkOpenApi();
    }

    /// <summary>What a request passes, and where it goes.</summary>
    public static void Use(WebApplication app)
    {
        app.UseTransport();
        app.UseFailures();
        app.UseKnownCharsets();
        app.UseRouting(); // first, because everything below asks which endpoint answers
        app.UseOwnForms();
        app.UseSite();
        app.UseRouting(); // a page that can't be shown is routed again, to the one that says why
        app.UseAuthentication();
        app.UseLogInFirst();
        app.UseRateLimiter();
        app.UseOperations();
        app.UseFormTokens();
        app.UseKeptInput();
        MapAll(app);
    }

    static void AddStore(IServiceCollection services, NpgsqlDataSource db, bool tells)
    {
        services.AddSingleton<Notifier>().AddSingleton<ProjectionDaemon>();
        services.AddSingleton(s => new StoreConfiguration(db, ReadModels.Inline, ReadModels.Async) { Notifier = s.GetRequiredService<Notifier>() });
        services.AddMarten(s => s.GetRequiredService<StoreConfiguration>().Options());
        services.AddSingleton<ConcernOutbox>().AddSingleton(s => new EventLog(s.GetRequiredService<IDocumentStore>(), db)
        {
            Met = s.GetRequiredService<UnreadableRecords>().Met,
            Telling = tells ? s.GetRequiredService<ConcernOutbox>().Ride : (_, _) => Task.CompletedTask,
        });
        services.AddSingleton(_ => new PastRows(db)).AddSingleton<Facts>().AddSingleton<YearReports>().AddSingleton<EditionFiles>();
        services.AddSingleton<Readiness>().AddSingleton<UnreadableRecords>().AddSingleton<Undelivered>();
        services.AddSingleton<Rebuilding>().AddHostedService<Projecting>().AddHostedService<Housekeeping>();
    }

    static void AddTokens(WebApplicationBuilder builder)
    {
        var oidc = builder.Configuration.GetSection("Oidc").Get<OidcOptions>() ?? new();
        builder.Services.AddSingleton(oidc.Claims).AddSingleton<Callers>();
        var demonstration = builder.Environment.IsDevelopment() && OnLoopback(builder.Configuration)
            ? DemonstrationTokens.In(DataFolder.Of(builder.Configuration), oidc.Audience)
            : null;
        if (oidc.Authority is null && demonstration is null)
            throw new InvalidOperationException(
                $"Oidc:Authority must name the OpenID provider. Only in Development, on loopback addresses such as {Serving.DefaultAddress}, does the application issue "
                + $"tokens itself; this is {builder.Environment.EnvironmentName}, on {builder.Configuration[WebHostDefaults.ServerUrlsKey]}.");
        builder.AddLogIn(oidc, oidc.Authority is null ? null : new Provider(oidc.Authority, requireHttps: !builder.Environment.IsDevelopment()), demonstration);
    }

    static bool OnLoopback(ConfigurationManager configuration) =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address)
                && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));

    static void MapAll(WebApplication app)
    {
        var api = app.MapApi();
        ProcessesApi.Map(api);
        MeetingsApi.Map(api);
        ConcernsApi.Map(api);
        MediatorsApi.Map(api);
        PayrollApi.Map(api);
        AnswersApi.Map(api);
        ExportLifeApi.Map(api);
        PayeesApi.Map(api);
        PaymentCalendarApi.Map(api);
        CentresApi.Map(api);
        CompensationApi.Map(api);
        ImportApi.Map(api);
        StatisticsApi.Map(api);
        EditionsApi.Map(api);
        CatalogueApi.Map(api);
        ExplanationApi.Map(api);
        UpkeepApi.Map(api);
        UsersApi.Map(api);
        ColleaguesApi.Map(api);
        LogInsApi.Map(api);
        AccessLogApi.Map(api);
        PeerWorkersApi.Map(api);
        AgreementsApi.Map(api);
        MonthsApi.Map(api);
        RemindersApi.Map(api);
        ApprovalsApi.Map(api);
        MeApi.Map(api);
        MyMeetingsApi.Map(api);
        MySessionsApi.Map(api);
        PlanApi.Map(api);
        SupervisionApi.Map(api);
        app.MapPeerWorkOpenApi();
        app.MapHealth();
        app.MapProblems();
        app.MapSite();
        app.MustHaveEntrances();
        MustHaveRows(app);
    }

    /// <exception cref="InvalidOperationException">An operation has no row in docs/access.md.</exception>
    static void MustHaveRows(IEndpointRouteBuilder app)
    {
        var names = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<EntranceMetadata>()?.Entrance == Entrance.Programs)
            .Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? e.RoutePattern.RawText!);
        var missing = names.Except(AccessTable.Instance.Operations).ToList();
        if (missing.Count > 0) throw new InvalidOperationException($"docs/access.md has no row for {string.Join(", ", missing)}.");
    }
}
