using System.Net;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Access;

namespace Helsinki.PeerWork.Api.Tests.Http;

/// <summary>Whatever replaces something asks which version of it was seen. Read off the running application: a PUT replaces.</summary>
public class ReplacesTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    /// <summary>It sets aside what can't be read, whatever became of it since.</summary>
    static readonly string[] NeverStale = ["ParkEvent"];

    [Fact]
    public async Task Every_operation_that_replaces_something_asks_for_the_version_that_was_seen()
    {
        var replacing = (await world.Described()).Values.Where(o => o.Method == HttpMethod.Put && !NeverStale.Contains(o.Id)).ToList();
        Assert.Contains(replacing, o => o.Id == "ChangeTherapist");
        List<string> wrong = [];
        foreach (var operation in replacing)
        {
            var (role, relation) = Allowed(operation.Id);
            if (await world.AskWithoutVersion(operation, role, relation) is var status and not HttpStatusCode.PreconditionRequired)
                wrong.Add($"{operation.Id} without If-Match was answered {(int)status}");
        }
        Assert.Empty(wrong);
    }

    static (Role, Relation) Allowed(string operation) => (
        from role in Enum.GetValues<Role>()
        from relation in (Relation[])[new(true, true), new(true, false), new(false, true)]
        where AccessTable.Instance.Of(operation, [role], relation) is Verdict.Allowed
        select (role, relation)).First();
}
