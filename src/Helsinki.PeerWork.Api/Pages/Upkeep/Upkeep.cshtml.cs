using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Upkeep;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Upkeep.UpkeepApi;

namespace Helsinki.PeerWork.Api.Pages.Upkeep;

/// <summary>Whether lists and statistics know of everything, and making one anew, with its progress.</summary>
public sealed class UpkeepPage : PeerWorkPage
{
    public IReadOnlyList<ReadModelView> ReadModels { get; private set; } = [];

    /// <summary>Records of which something can't be read.</summary>
    public IReadOnlyList<UnreadableRecordView> Unreadable { get; private set; } = [];

    /// <summary>One is being made: the list asks again by itself.</summary>
    public bool IsMaking => ReadModels.Any(m => m.Made is { EndedAt: null });

    public async Task OnGet() =>
        (ReadModels, Unreadable) = (await Read<UpkeepApi, IReadOnlyList<ReadModelView>>(a => a.List(Ct)), await Read<UpkeepApi, IReadOnlyList<UnreadableRecordView>>(a => a.Unreadable(Ct)));

    public async Task<IActionResult> OnPostPark(string name, long position) => await Did<UpkeepApi>(a => a.Park(name, position, Ct))
        ? DoneAt("/upkeep", T[$"{name} jatkaa ilman kohtaa {T.Number(position)}.", $"{name} fortsätter utan {T.Number(position)}.", $"{name} goes on without {T.Number(position)}."])
        : await AsItIs();

    public async Task<IActionResult> OnPost(string name) => await Did<UpkeepApi>(a => a.Rebuild(name))
        ? DoneAt("/upkeep", T[$"Luetteloa {name} tehdään uudelleen.", $"Listan {name} görs på nytt.", $"{name} is being made anew."],
            T["Vanhat tiedot näkyvät siihen asti, kun uudet ovat valmiit.", "De gamla uppgifterna visas tills de nya är klara.", "The old rows answer until the new ones are ready."])
        : await AsItIs();

    async Task<IActionResult> AsItIs()
    {
        await OnGet();
        return Page();
    }
}
