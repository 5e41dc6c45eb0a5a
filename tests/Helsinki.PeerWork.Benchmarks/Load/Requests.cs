using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Requests to the product from behind the socket: what an endpoint's function is given, made anew for every request as the host does.</summary>
sealed class Requests(Stage stage) : IAsyncDisposable
{
    static readonly Caller Therapist = new(Made.Therapist, [new(Role.OccupationalTherapist, Made.Centre)], null);

    static readonly KeyRing Keys = KeyRing.Of(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("PersonalData:Keys:benchmark", Convert.ToBase64String(new byte[32])), new("PersonalData:CurrentKey", "benchmark"),
        new("PersonalData:HashKey", Convert.ToBase64String(new byte[32])),
    ]).Build());

    readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(stage.Db).AddSingleton(stage.Store).AddSingleton(TimeProvider.System).AddSingleton(Keys)
        .AddSingleton<PersonalData>().AddSingleton<Colleagues>().AddSingleton(AccessTable.Instance).AddOperationScopes()
        .BuildServiceProvider();

    public async Task Send<T>(string operation, Func<T, Task<Reply>> ask)
        where T : class
    {
        await using var scope = services.ScopeOf(new Asked(operation, Therapist, Concurrency.Adds, () => null, null, "benchmark"));
        if (await ask(scope.ServiceProvider.Feature<T>()) is not Reply.Done { Version: > 0 }) throw new InvalidOperationException($"{operation} was not done.");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
