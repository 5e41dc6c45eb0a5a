using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>Given events, when one command, then exactly these events, or this refusal. What was decided is history to the next.</summary>
public abstract class Spec<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider) where TEvent : class
{
    TState state = decider.Initial;
    Decision<TEvent>? decision;

    protected internal Spec<TCommand, TState, TEvent> Given(params IEnumerable<TEvent> history)
    {
        state = history.Aggregate(state, decider.Evolve);
        return this;
    }

    protected internal Spec<TCommand, TState, TEvent> When(TCommand command)
    {
        decision = decider.Decide(command, state);
        return this;
    }

    protected internal Spec<TCommand, TState, TEvent> Then(params TEvent[] expected)
    {
        Assert.NotNull(decision);
        Assert.Null(decision.Value.Refusal);
        Assert.Equal(expected, decision.Value.Events);
        return Given(decision.Value.Events);
    }

    protected internal void Refused(string code)
    {
        Assert.NotNull(decision);
        Assert.Equal(code, decision.Value.Refusal?.Code);
        Assert.Empty(decision.Value.Events);
    }
}
