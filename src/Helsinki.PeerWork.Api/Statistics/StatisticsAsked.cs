using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>What questions about statistics have in common: which years there can be, as known when, and who sees what anybody is paid.</summary>
static class StatisticsAsked
{
    /// <summary>Older than any register of peer work.</summary>
    public const int FirstYear = 2000;

    /// <summary>What anybody is paid is for coordinators and planners.</summary>
    public static bool MaySeePay(this Admission access) => access.Caller.Roles.Any(r => r is Role.Coordinator or Role.Planner);

    /// <exception cref="InvalidFieldException">No year there could be statistics of.</exception>
    public static int Year(this TimeProvider clock, string field, int year)
    {
        var last = clock.Today().Year + 1;
        return year >= FirstYear && year <= last ? year : throw new InvalidFieldException(field, $"must be a year {FirstYear}–{last}");
    }

    /// <exception cref="InvalidFieldException">A day that has not come.</exception>
    public static Known Known(this TimeProvider clock, DateOnly? on)
    {
        var today = clock.Today();
        return Lists.Day("knownOn", on) is not { } day || day <= today
            ? new(today, on)
            : throw new InvalidFieldException("knownOn", $"must be today, {today:yyyy-MM-dd}, or earlier");
    }
}
