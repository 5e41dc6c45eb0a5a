namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>One consistency boundary, as data: what it is called in the store, how it begins, how it decides and how it changes.</summary>
/// <param name="Category">The stream type as stored, e.g. <c>aito_valittaja_process</c>. Never changed.</param>
public sealed record Decider<TCommand, TState, TEvent>(
    string Category,
    TState Initial,
    Func<TCommand, TState, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve)
    where TEvent : class;
