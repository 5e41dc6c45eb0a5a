using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.AitoValittaja;

/// <summary>The numbers of the Aito Välittäjä model.</summary>
public static class AitoValittajaNumbers
{
    /// <summary>Mediator and service user meet at most so many times. A cooperation keeps the limit of the day it began.</summary>
    public static readonly DatedNumber MeetingLimit = new(
        "meetingLimit", "Meetings held of one process, at most, by the day its cooperation began", "seed 001, the Aito Välittäjä model", new(15));

    /// <summary>So many left, or fewer: time to think of the end together.</summary>
    public static readonly DatedNumber FewMeetingsLeft = new(
        "fewMeetingsLeft", "Meetings left when it is time to think of the end, by the day it is asked",
        "this system's own: two meetings are about a month", new(2));

    /// <summary>Minutes.</summary>
    public static readonly DatedNumber ShortestMeeting = new(
        "shortestMeeting", "Minutes of a meeting, at least, by its day", "seed 001: one to three hours", new(60));

    /// <summary>Minutes.</summary>
    public static readonly DatedNumber LongestMeeting = new(
        "longestMeeting", "Minutes of a meeting, at most, by its day", "seed 001: one to three hours", new(180));

    /// <summary>After so many days with nothing recorded, somebody should ask how it goes.</summary>
    public static readonly DatedNumber QuietDays = new(
        "quietDays", "Days with nothing recorded until an open process waits for somebody, by the day it is asked",
        "this system's own: about a month", new(30));
}
