using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class NumbersOfTheModelTests
{
    static readonly IEnumerable<DateOnly> DaysOfChange = AitoValittajaNumbers.MeetingLimit.Values.Changes.Select(c => c.From);

    [Fact]
    public void A_cooperation_keeps_the_limit_of_the_day_it_began() => Assert.All(
        [new(2024, 1, 1), new(2026, 4, 2), .. DaysOfChange, .. DaysOfChange.Select(day => day.AddDays(-1))],
        day => Assert.Equal(
            AitoValittajaNumbers.MeetingLimit.On(day),
            Assert.IsType<AitoValittajaState.Active>(Replay([.. Onboarded, new CooperationBegan(day)])).Cooperation.MeetingLimit));

    [Fact]
    public void That_all_meetings_are_used_is_told_by_the_day_the_cooperation_began() =>
        Assert.Equal(January20,
            No(AitoValittajaDecider.Decider.Decide(Record(16), Replay([.. Active, .. Meetings(15)])), AitoValittajaRefusals.MeetingLimit).By);

    [Fact]
    public void How_long_a_meeting_is_is_told_by_its_day() =>
        Assert.Equal(May4,
            No(AitoValittajaDecider.Decider.Decide(Record(1, May4) with { Minutes = 1 }, Replay(Active)), AitoValittajaRefusals.MeetingLength).By);

    static Refusal No(Decision<AitoValittajaEvent> decision, string code)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        return decision.Refusal!;
    }
}
