using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>A right is a role at a centre; whatever rights somebody has, none lends another its centre or its bond to a record.</summary>
public sealed class RightsTests
{
    const int Tried = 2_000, Seed = 42;

    static readonly CentreCode[] Centres = [new("Malmi"), new("Laakso"), new("Aurora")];
    static readonly UserId Somebody = new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21"));
    static readonly AccessTable Table = AccessTable.Instance;

    static readonly Gen<Right> AnyRight =
        from role in Gen.Elements(Enum.GetValues<Role>())
        from centre in Gen.Elements(Centres)
        select new Right(role, Callers.AtCentres.Contains(role) ? centre : null);

    sealed record Question(IReadOnlyList<Right> Rights, string Operation, CentreCode At, bool LooksAfter, bool IsWorker)
    {
        public Verdict For(params IReadOnlyList<Right> rights)
        {
            var caller = new Caller(Somebody, rights, null);
            return Table.Of(Operation, caller, caller.To(At, LooksAfter, IsWorker));
        }
    }

    static readonly Gen<Question> Questions =
        from rights in AnyRight.ListOf()
        from operation in Gen.Elements(Table.Operations.ToArray())
        from at in Gen.Elements(Centres)
        from looksAfter in ArbMap.Default.GeneratorFor<bool>()
        from isWorker in ArbMap.Default.GeneratorFor<bool>()
        select new Question([.. rights], operation, at, looksAfter, isWorker);

    [Theory, Seeds(Seed)]
    public void What_somebody_may_one_of_their_rights_allows_by_itself(int seed) =>
        Prop.ForAll(Questions.ToArbitrary(), q => (q.For(q.Rights) == Verdict.Allowed) == q.Rights.Any(r => q.For(r) == Verdict.Allowed))
            .Check(seed, Tried);

    [Theory, Seeds(Seed)]
    public void What_somebody_may_not_know_of_no_other_role_tells(int seed) =>
        Prop.ForAll(Questions.ToArbitrary(), q =>
        {
            var could = q.Rights.Where(r => !Table.Never(q.Operation, [r.Role])).ToList();
            return could.Count == 0 || could.Any(r => q.For(r) != Verdict.Hidden) || q.For(q.Rights) == Verdict.Hidden;
        }).Check(seed, Tried);

    [Theory, Seeds(Seed)]
    public void A_list_is_of_the_centres_of_those_rights_that_may_ask_for_it(int seed) =>
        Prop.ForAll(Questions.ToArbitrary(), q => Table.CentresOf(q.Operation, new Caller(Somebody, q.Rights, null))
            .SetEquals(q.Rights.SelectMany(r => Table.CentresOf(q.Operation, new Caller(Somebody, [r], null))))).Check(seed, Tried);

    [Fact]
    public void A_mediator_s_process_is_not_a_therapist_s_own()
    {
        var both = new Caller(Somebody, [new(Role.OccupationalTherapist, Centres[1]), new(Role.PeerWorker, Centres[0])], null);

        Assert.Equal(Verdict.Hidden, Table.Of("ReadProcess", both, both.To(Centres[0], looksAfter: false, isWorker: true)));
        Assert.Equal(Verdict.Allowed, Table.Of("RecordMeeting", both, both.To(Centres[0], looksAfter: false, isWorker: true)));
    }

    [Fact]
    public void A_right_holds_from_its_first_day_to_its_last()
    {
        var june = new Right(Role.Planner, From: new(2026, 6, 1), Until: new(2026, 6, 30));

        Assert.Equal([false, true, true, false],
            new DateOnly[] { new(2026, 5, 31), new(2026, 6, 1), new(2026, 6, 30), new(2026, 7, 1) }.Select(june.InForceOn));
        Assert.True(new Right(Role.Planner).InForceOn(new(2026, 6, 1)));
    }

    [Theory, Seeds(Seed)]
    public void Roles_that_never_meet_are_never_together_in_a_caller(int seed) =>
        Prop.ForAll(AnyRight.ListOf().ToArbitrary(), rights =>
        {
            var kept = RolesApart.Without([.. rights]).ToList();
            return RolesApart.In(kept.Select(r => r.Role).ToHashSet()) is null
                && (RolesApart.In(rights.Select(r => r.Role).ToHashSet()) is not null || kept.SequenceEqual(rights));
        }).Check(seed, Tried);
}
