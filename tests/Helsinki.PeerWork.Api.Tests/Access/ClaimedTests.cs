using System.Security.Claims;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>Which rights a token claims: a role and a centre belong together only where it says so, or where nothing else can be meant.</summary>
public sealed class ClaimedTests
{
    static IReadOnlyList<Right> Claimed(string[] roles, params string[] centres)
    {
        using var nowhere = NpgsqlDataSource.Create("Host=nowhere.invalid");
        return new Callers(nowhere, new ClaimNames(), TimeProvider.System).ClaimedBy(new(new ClaimsIdentity(
            [.. roles.Select(r => new Claim("roles", r)), .. centres.Select(c => new Claim("centres", c))])));
    }

    static readonly CentreCode Malmi = new("Malmi"), Laakso = new("Laakso");

    [Fact]
    public void One_role_holds_at_each_centre() => Assert.Equal(
        [new Right(Role.Coordinator, Malmi), new Right(Role.Coordinator, Laakso)], Claimed(["coordinator"], "Malmi", "Laakso"));

    [Fact]
    public void Several_roles_hold_at_the_one_centre() => Assert.Equal(
        [new Right(Role.Coordinator, Malmi), new Right(Role.PeerWorker, Malmi)], Claimed(["coordinator", "peer-worker"], "Malmi"));

    [Fact]
    public void Of_several_roles_and_several_centres_none_belong_together() => Assert.Equal(
        [new Right(Role.OccupationalTherapist), new Right(Role.Coordinator)], Claimed(["therapist", "coordinator"], "Malmi", "Laakso"));

    [Fact]
    public void Said_together_they_belong_together() => Assert.Equal(
        [new Right(Role.OccupationalTherapist, Malmi), new Right(Role.Coordinator, Laakso)], Claimed(["therapist@Malmi", "coordinator@Laakso"]));

    [Fact]
    public void A_role_of_the_whole_city_takes_no_centre_from_the_other() => Assert.Equal(
        [new Right(Role.Planner), new Right(Role.Coordinator, Malmi), new Right(Role.Coordinator, Laakso)],
            Claimed(["planner", "coordinator"], "Malmi", "Laakso"));

    [Theory, InlineData("boss"), InlineData("therapist@"), InlineData("therapist@a/b"), InlineData("@Malmi"), InlineData("")]
    public void What_nobody_knows_claims_nothing(string role) => Assert.Empty(Claimed([role]));

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        Right[] rights = [new(Role.OccupationalTherapist, new("Symppis Itis")), new(Role.Payroll)];

        Assert.Equal(rights, Callers.Read(rights.Select(Callers.Written)));
    }
}
