using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Supervision;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>What a supervision session is, in the readers' words, as in docs/glossary.md.</summary>
static class SupervisionWords
{
    public static Text Of(SupervisionForm form) => form switch
    {
        SupervisionForm.Individual => new("yksilötyönohjaus", "individuell arbetshandledning", "individual supervision"),
        SupervisionForm.Group => new("ryhmätyönohjaus", "arbetshandledning i grupp", "group supervision"),
    };

    public static Text Of(SupervisionPurpose purpose) => purpose switch
    {
        SupervisionPurpose.Supervision => new("työnohjaus", "arbetshandledning", "supervision"),
        SupervisionPurpose.WellbeingSupport => new("hyvinvoinnin tuki", "stöd för välbefinnandet", "wellbeing support"),
    };

    /// <summary>A month of one worker on the board; an invitation to a month that is past was not taken up.</summary>
    /// <param name="ahead">The month has not begun.</param>
    public static Text Of(BoardCell cell, bool ahead) => cell switch
    {
        BoardCell.Attended => new("osallistui", "deltog", "attended"),
        BoardCell.Invited => ahead ? new("kutsuttu", "inbjuden", "invited") : new("kutsuttu, ei osallistunut", "inbjuden, deltog inte", "invited, did not attend"),
        BoardCell.None => ahead ? new("ei vielä kutsua", "ingen inbjudan ännu", "no invitation yet") : new("ei kutsuttu", "inte inbjuden", "not invited"),
        BoardCell.NoAgreement => new("ei sopimusta", "inget avtal", "no agreement"),
    };
}
