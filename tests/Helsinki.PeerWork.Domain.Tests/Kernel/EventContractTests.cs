using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>What is stored for ever, and must not change.</summary>
public partial class EventContractTests
{
    static readonly Type[] Events =
    [
        .. from type in typeof(EventTypes).Assembly.GetTypes()
           where type.BaseType is { IsAbstract: true } aggregate
               && type.DeclaringType == aggregate
               && aggregate.Name.EndsWith("Event", StringComparison.Ordinal)
           select type,
    ];

    [Fact]
    public void Every_event_has_one_stored_name_made_of_its_type() =>
        Assert.Equal(
            Events.Select(e => (SnakeCase(e.Name), e.FullName)).Order(),
            EventTypes.All.Select(t => (t.Key, t.Value.FullName)).Order());

    [Fact]
    public void Every_event_finds_its_name_back() =>
        Assert.All(Events, e => Assert.Equal(e, EventTypes.All[EventTypes.NameOf(e)]));

    [Fact]
    public void An_event_is_sealed_and_in_the_past() =>
        Assert.All(Events, e =>
        {
            Assert.True(e.IsSealed, e.Name);
            Assert.DoesNotMatch("(Event|Updated)$", e.Name);
        });

    [Fact]
    public void No_event_holds_a_list_because_a_record_compares() =>
        Assert.Empty(Properties().Where(p => p.PropertyType != typeof(string) && p.PropertyType.IsAssignableTo(typeof(IEnumerable))).Select(Named));

    [Fact]
    public void No_event_has_free_text() =>
        Assert.Equal(
            [
                "AgreementDrafted.Confidentiality", "AgreementDrafted.Ethics", // versions of documents
                "AnswersTaken.Sha256",
                // Public names, addresses and accounts
                "CentreMoved.Address", "CentreOpened.CostCentre", "CentreOpened.Name", "CentreRenamed.Name", "CostCentreChanged.CostCentre",
                "EditionFileRendered.Name", "EditionFileRendered.Sha256", "EditionPublished.Sha256",
                "FileRendered.Format", "FileRendered.Name", "FileRendered.Sha256",
                "IncomeTypeClassed.IncomeType", "KindMadePayable.IncomeType", "LineExported.IncomeType",
                "ModelSuggested.Code",
            ],
            Properties().Where(p => p.PropertyType == typeof(string)).Select(Named).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_consistency_boundary_has_its_own_stream_type() =>
        Assert.Equal(
            ["aito_valittaja_process", "compensation", "monthly_hours", "payroll_export", "published_year", "service_centre",
                "supervision_session", "worker_agreements"],
            (from type in typeof(EventTypes).Assembly.GetTypes()
             let decider = type.GetField("Decider", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
             where decider is not null
             select (string)decider.GetType().GetProperty("Category")!.GetValue(decider)!).Order(StringComparer.Ordinal));

    static IEnumerable<PropertyInfo> Properties() => Events.SelectMany(e => e.GetProperties(BindingFlags.Public | BindingFlags.Instance));

    static string Named(PropertyInfo p) => $"{p.DeclaringType!.Name}.{p.Name}";

    static string SnakeCase(string name) => InnerCapital().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex InnerCapital();
}
