using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Http;

public class IdempotencyTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    Asking Coordinator(string name) => host.By(new Persona(name, "", ["coordinator"], ["Malmi"]));

    static Task<Answer> Register(Asking who, string key) => Expect(201, who.Post("/api/peer-workers", new { name = "Aino Esimerkki" }, key: key));

    [Fact]
    public async Task The_same_request_under_the_same_key_is_answered_as_before()
    {
        var first = await Register(Coordinator("one"), "again");

        Assert.Equal(first.Id, (await Register(Coordinator("one"), "again")).Id);
    }

    [Fact]
    public async Task A_key_is_the_caller_s_own_another_s_request_under_it_is_another_request()
    {
        var first = await Register(Coordinator("one"), "shared");

        Assert.NotEqual(first.Id, (await Register(Coordinator("two"), "shared")).Id);
        Assert.Equal(first.Id, (await Register(Coordinator("one"), "shared")).Id);
    }
}
