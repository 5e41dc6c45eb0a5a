using Microsoft.Extensions.Http.Resilience;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>What notices of safety concerns need to go out.</summary>
static class Notices
{
    /// <summary>One try of the webhook may take this long.</summary>
    static readonly TimeSpan OneTry = TimeSpan.FromSeconds(4);

    /// <summary>All tries of a notice, and the pauses between them; what fails then waits for the message's next turn.</summary>
    static readonly TimeSpan AllTries = TimeSpan.FromSeconds(10);

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public static void AddNotices(this IServiceCollection services, NoticeOptions options)
    {
        services.AddSingleton(options).AddSingleton<NoticeSender>().AddSingleton<ConcernTelling>().AddSingleton<ConcernNotices>();
        services.AddHttpClient(NoticeSender.Webhook).AddStandardResilienceHandler(Patience);
    }

    static void Patience(HttpStandardResilienceOptions patience)
    {
        patience.AttemptTimeout.Timeout = OneTry;
        patience.TotalRequestTimeout.Timeout = AllTries;
        patience.Retry.MaxRetryAttempts = 2;
        patience.Retry.Delay = FirstPause;
    }
}
