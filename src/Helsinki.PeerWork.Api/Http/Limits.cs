using System.Globalization;
using System.Threading.RateLimiting;
using Helsinki.PeerWork.Api.Access;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>How much one may ask in a minute; 0: as much as one likes. In Development there is no limit that is not set.</summary>
public sealed class LimitOptions
{
    /// <summary>Requests of one user, pages and operations alike.</summary>
    public int? PerUser { get; init; }

    /// <summary>Requests from one address, whoever asks: an office may share one.</summary>
    public int? PerAddress { get; init; }
}

/// <summary>Whoever asks too much waits; the others are served meanwhile.</summary>
static class Limits
{
    /// <summary>More than a person clicks, and more than a robot needs that waits for its answers.</summary>
    const int PerUser = 600;

    const int PerAddress = 6_000;

    /// <summary>The most errors one answer tells of.</summary>
    public const int MostErrors = 100;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("Limits").Get<LimitOptions>() ?? new();
        var unset = builder.Environment.IsDevelopment();
        var (user, address) = (limits.PerUser ?? (unset ? 0 : PerUser), limits.PerAddress ?? (unset ? 0 : PerAddress));
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => Of(http.Connection.RemoteIpAddress?.ToString() ?? "", address)),
                PartitionedRateLimiter.Create<HttpContext, Guid>(http =>
                    http.User.Identity?.IsAuthenticated == true ? Of(Callers.IdOf(http.User).Value, user)
                        : RateLimitPartition.GetNoLimiter(Guid.Empty)));
            limiter.OnRejected = (rejected, _) =>
            {
                var http = rejected.HttpContext;
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
                http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return new(Problems.Write(http,
                    Problems.Of(http, StatusCodes.Status429TooManyRequests, ProblemCodes.TooMany,
                    "Too much was asked in a minute. Wait as long as Retry-After says.")));
            };
        });
    }

    static RateLimitPartition<TKey> Of<TKey>(TKey key, int most) => most == 0
        ? RateLimitPartition.GetNoLimiter(key)
        : RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = most, Window = Window });
}
