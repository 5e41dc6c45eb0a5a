using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Members.MethodMembers;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Helsinki.PeerWork.Api.Tests.Pages;

/// <summary>What pages call, their views too (docs/adr/0013). That they name an operation, whose signature speaks of all this, is their way through the door.</summary>
public class PagesArchitectureTests
{
    static readonly Architecture Application = new ArchLoader()
        .LoadAssemblies(typeof(PeerWorkApp).Assembly, typeof(EventLog).Assembly, typeof(Refusal).Assembly, typeof(NpgsqlDataSource).Assembly).Build();

    static readonly GivenTypesConjunction Pages = Types().That()
        .ResideInNamespaceMatching(@"^Helsinki\.PeerWork\.Api\.Pages(?!\.(Kernel|Session))").Or().ResideInNamespaceMatching("^AspNetCoreGeneratedDocument");

    static readonly GivenTypesConjunction Operations = Types().That().HaveNameMatching("^(ProcessesApi|MonthsApi|PayrollApi|PeerWorkersApi)$");

    static readonly GivenMethodMembersConjunction Database = MethodMembers().That().AreDeclaredIn(Types().That().ResideInAssembly(typeof(NpgsqlDataSource).Assembly).Or().Are(typeof(EventLog)));

    /// <summary>Values, not calls: whoever asks one depends on its type, and no signature speaks of it.</summary>
    static readonly GivenTypesConjunction Deciders = Types().That().HaveNameMatching("Decider(`|$)");

    static readonly GivenMethodMembersConjunction People = MethodMembers().That().AreDeclaredIn(typeof(PersonalData), typeof(KeyRing));

    [Fact]
    public void A_page_never_touches_the_database() => Assert.Empty(Calling(Database, Pages));

    [Fact]
    public void A_page_never_asks_a_decider() => Assert.Empty(Asking(Deciders, Pages));

    [Fact]
    public void A_page_never_opens_personal_data() => Assert.Empty(Calling(People, Pages));

    [Fact]
    public void An_operation_does_all_three_and_is_seen()
    {
        Assert.NotEmpty(Calling(Database, Operations));
        Assert.NotEmpty(Asking(Deciders, Operations));
        Assert.NotEmpty(Calling(People, Operations));
    }

    static IEnumerable<string> Calling(GivenMethodMembersConjunction called, GivenTypesConjunction types) => Broken(types.Should().NotCallAny(called));

    static IEnumerable<string> Asking(GivenTypesConjunction asked, GivenTypesConjunction types) => Broken(types.Should().NotDependOnAny(asked));

    static IEnumerable<string> Broken(TypesShouldConjunction rule) => rule.Evaluate(Application).Where(seen => !seen.Passed).Select(seen => seen.Description);
}
