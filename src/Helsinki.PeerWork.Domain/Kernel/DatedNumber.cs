namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>
/// A number the rules go by, from the days it holds. It stands where it is declared and nowhere else: code asks for it <see cref="On"/> a day, a text
/// says <c>{name}</c> (<see cref="DomainNumbers.Said"/>), and <c>docs/numbers.md</c> lists it.
/// </summary>
/// <param name="Name">What texts call it, e.g. <c>meetingLimit</c>.</param>
/// <param name="Meaning">What it counts and by which day it is taken, for the list.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Values">Another value from a day on: <c>new EffectiveDated&lt;int&gt;(60).With(new(2030, 1, 1), 45)</c>.</param>
public sealed record DatedNumber(string Name, string Meaning, string Source, EffectiveDated<int> Values)
{
    public int On(DateOnly day) => Values.On(day);
}
