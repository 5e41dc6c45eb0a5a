using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>Today and yesterday by one tap, any other day by its date.</summary>
public enum DayOf { Today, Yesterday, Other }

static class DaysOf
{
    public static IReadOnlyList<Choice> In(Speech t, DateOnly today) => Choice.AllOf<DayOf>(day => day switch
    {
        DayOf.Today => t[$"Tänään {t.Weekday(today)}", $"I dag {t.Weekday(today)}", $"Today {t.Weekday(today)}"],
        DayOf.Yesterday => t[$"Eilen {t.Weekday(today.AddDays(-1))}", $"I går {t.Weekday(today.AddDays(-1))}", $"Yesterday {t.Weekday(today.AddDays(-1))}"],
        DayOf.Other => t["Muu päivä", "En annan dag", "Another day"],
    });

    /// <summary>The day said by the tiles <c>when</c>, and the field <c>on</c> beside them.</summary>
    public static DateOnly Read(Fields fields, DateOnly today) => fields.OneOf<DayOf>("when") switch
    {
        DayOf.Yesterday => today.AddDays(-1),
        DayOf.Other => fields.Day("on", today),
        DayOf.Today => today,
    };
}
