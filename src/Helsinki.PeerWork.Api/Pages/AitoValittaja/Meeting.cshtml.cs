using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Corrects or withdraws a recorded meeting, in any phase; the mediator's hours follow.</summary>
public sealed class MeetingPage : ProcessPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Meeting { get; set; }

    public MeetingRow Row { get; private set; } = null!;

    public MeetingForm Form => new(T, Today, Row);

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<WithdrawalReason>(r => T.Capital(AitoValittajaWords.Of(r)));

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var body = MeetingForm.Read(Fields, Today);
        return Fields.AllRight && await Did<MeetingsApi>(a => a.Correct(Id, Meeting, body, Ct))
            ? DoneAt(Address, T["Tapaaminen on oikaistu.", "Träffen är rättad.", "The meeting is corrected."])
            : await Show();
    }

    public async Task<IActionResult> OnPostWithdraw()
    {
        var reason = Fields.OneOf<WithdrawalReason>("reason");
        return Fields.AllRight && await Did<MeetingsApi>(a => a.Withdraw(Id, Meeting, new MeetingsApi.WithdrawalRequest(reason), Ct))
            ? DoneAt(Address, T["Tapaaminen on poistettu.", "Träffen är borttagen.", "The meeting is withdrawn."],
                T["Sen paikka on taas vapaa.", "Dess plats är ledig igen.", "Its place is free again."])
            : await Show();
    }

    async Task<IActionResult> Show()
    {
        await Load();
        if (Process.Meetings!.FirstOrDefault(m => m.Meeting.Value == Meeting) is not { } row) return NotFound();
        Row = row;
        return Page();
    }
}
