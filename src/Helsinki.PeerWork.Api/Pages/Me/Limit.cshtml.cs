using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Me;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>The own monthly limit, who may see it, and how this month and the next stand to it.</summary>
public sealed class LimitPage : MyPage
{
    public MonthlyLimit Limit { get; private set; } = null!;

    /// <summary>Of the own personal data.</summary>
    public long Version { get; private set; }

    public IReadOnlyList<ForecastView> Forecasts { get; private set; } = [];

    public async Task OnGet() => await Show();

    async Task Show()
    {
        (Limit, Version) = await ReadWithVersion<MeApi, MonthlyLimit>(a => a.ReadLimit(Ct));
        Forecasts = await Read<PlanApi, IReadOnlyList<ForecastView>>(a => a.Forecast(ThisMonth, Ct));
    }

    public async Task<IActionResult> OnPost()
    {
        var (amount, shared) = (Fields.Euros("amount"), Fields.Ticked("shared"));
        if (Fields.AllRight && await Did<MeApi>(a => a.SetLimit(new MonthlyLimit(amount, shared), Ct)))
            return DoneAt("/my/limit",
                T[$"Oma kuukausirajasi on nyt {T.Euros(amount)}.", $"Din egen månadsgräns är nu {T.Euros(amount)}.", $"Your own monthly limit is now {T.Euros(amount)}."],
                shared
                    ? T["Koordinaattorisi näkee rajan ja ennusteen.", "Din koordinator ser gränsen och prognosen.", "Your coordinator sees the limit and the forecast."]
                    : T["Vain sinä näet sen.", "Bara du ser den.", "Only you see it."]);
        await Show();
        return Page();
    }

    public async Task<IActionResult> OnPostRemove()
    {
        if (await Did<MeApi>(a => a.SetLimit(new MonthlyLimit(null, false), Ct)))
            return DoneAt("/my/limit",
                T["Oma kuukausirajasi on poistettu.", "Din egen månadsgräns är borttagen.", "Your own monthly limit is deleted."],
                T["Siitä ei jäänyt tietoa järjestelmään, eikä siitä enää varoiteta.", "Ingen uppgift om den finns kvar i systemet, och inga varningar ges längre.", "Nothing of it is kept in the system, and nobody is warned any more."]);
        await Show();
        return Page();
    }

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        await Show();
        return
        [
            Limit.Amount is { } amount
                ? T[$"Tietojasi muutettiin toisessa ikkunassa tai laitteessa. Raja on nyt {T.Euros(amount)}{(Limit.Shared ? " ja näkyy koordinaattorille" : "")}.",
                    $"Dina uppgifter ändrades i ett annat fönster eller på en annan enhet. Gränsen är nu {T.Euros(amount)}{(Limit.Shared ? " och syns för koordinatorn" : "")}.",
                    $"Your data was changed in another window or on another device. The limit is now {T.Euros(amount)}{(Limit.Shared ? " and the coordinator sees it" : "")}."]
                : T["Tietojasi muutettiin toisessa ikkunassa tai laitteessa. Rajaa ei nyt ole.", "Dina uppgifter ändrades i ett annat fönster eller på en annan enhet. Det finns ingen gräns nu.", "Your data was changed in another window or on another device. There is no limit now."],
        ];
    }

}
