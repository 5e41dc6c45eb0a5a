using Helsinki.PeerWork.Api.AitoValittaja;
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

    /// <summary>Notices that could not be sent.</summary>
    public IReadOnlyList<UndeliveredView> Undelivered { get; private set; } = [];

    /// <summary>One is being made: the list asks again by itself.</summary>
    public bool IsMaking => ReadModels.Any(m => m.Made is { EndedAt: null });

    public async Task OnGet() => (ReadModels, Unreadable, Undelivered) = (
        await Read<UpkeepApi, IReadOnlyList<ReadModelView>>(a => a.List(Ct)),
        await Read<UpkeepApi, IReadOnlyList<UnreadableRecordView>>(a => a.Unreadable(Ct)),
        await Read<UpkeepApi, IReadOnlyList<UndeliveredView>>(a => a.NotDelivered(Ct)));

    public string WordsOf(NoticeFor? @for) => @for switch
    {
        NoticeFor.Team => T["ammattilaisten tiimille", "till det professionella teamet", "to the professional team"],
        NoticeFor.Coordinator => T["koordinaattorille", "till koordinatorn", "to the coordinator"],
        null => T["viestiä ei voida lukea", "meddelandet kan inte läsas", "the message can't be read"],
    };

    public string WordsOf(NotSent? why) => why switch
    {
        NotSent.NoWay => T["Palvelupisteen ilmoituksille ei ole määritetty lähetystapaa.",
            "För enhetens meddelanden har inget sätt att skickas ställts in.",
            "No way to send notices of the centre is configured."],
        NotSent.Mail => T["Sähköpostipalvelin ei ottanut viestiä vastaan.", "E-postservern tog inte emot meddelandet.",
            "The mail server did not take it."],
        NotSent.Webhook => T["Ilmoitusten vastaanottava palvelu ei vastannut.", "Tjänsten som tar emot meddelanden svarade inte.",
            "The service that takes notices did not answer."],
        NotSent.AnotherIsAtIt or null => T["Odottamaton virhe: katso lokista.", "Ett oväntat fel: se loggen.", "Something unexpected: see the log."],
    };

    public async Task<IActionResult> OnPostPark(string name, long position) => await Did<UpkeepApi>(a => a.Park(name, position, Ct))
        ? DoneAt("/upkeep", T[$"{name} jatkaa ilman kohtaa {T.Number(position)}.", $"{name} fortsätter utan {T.Number(position)}.", $"{name} goes on without {T.Number(position)}."])
        : await AsItIs();

    public async Task<IActionResult> OnPost(string name) => await Did<UpkeepApi>(a => a.Rebuild(name))
        ? DoneAt("/upkeep", T[$"Luetteloa {name} tehdään uudelleen.", $"Listan {name} görs på nytt.", $"{name} is being made anew."],
            T["Vanhat tiedot näkyvät siihen asti, kun uudet ovat valmiit.", "De gamla uppgifterna visas tills de nya är klara.", "The old rows answer until the new ones are ready."])
        : await AsItIs();

    public async Task<IActionResult> OnPostTryAgain(Guid message) => await Did<UpkeepApi>(a => a.TryAgain(message, Ct))
        ? DoneAt("/upkeep", T["Ilmoitusta lähetetään uudelleen.", "Meddelandet skickas på nytt.", "The notice is being sent again."],
            T["Jos se ei lähde, se on taas tällä sivulla, kun sitä on yritetty.",
                "Om det inte går ut finns det på den här sidan igen när det har försökts.",
                "If it does not go out, it is on this page again once it was tried."])
        : await AsItIs();

    async Task<IActionResult> AsItIs()
    {
        await OnGet();
        return Page();
    }
}
