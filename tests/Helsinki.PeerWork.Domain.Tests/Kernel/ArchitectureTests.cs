using System.Reflection;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

public partial class ArchitectureTests
{
    const string Domain = "Helsinki.PeerWork.Domain", Projections = "Helsinki.PeerWork.Projections", Api = "Helsinki.PeerWork.Api";

    /// <summary>Where events are written, with a time and an id of their own.</summary>
    const string Store = "/Store/";

    static readonly string[] Features = ["aito-valittaja", "agreements", "hours", "payroll", "supervision", "centres", "compensation", "statistics"];

    [Fact]
    public void The_domain_references_the_base_class_library_only()
    {
        Assert.All(typeof(Refusal).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(
            Source.Project(Domain).Descendants(), e => e.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference");
    }

    [Theory, InlineData(Projections, Domain), InlineData(Api, Projections)]
    public void Arrows_run_from_api_over_projections_to_the_domain_and_never_back(string project, string next) =>
        Assert.Equal(
            [next],
            Source.Project(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)));

    [Theory, InlineData(Domain), InlineData(Projections)]
    public void No_clock_and_no_new_ids_inside(string project) =>
        Assert.Empty(
            from file in Source.Files(project)
            where !file.Path.Contains(Store, StringComparison.Ordinal)
            from Match match in ClockOrNewId().Matches(file.Text)
            select $"{file.Path}: {match.Value}");

    [Theory, InlineData(Domain), InlineData(Projections), InlineData(Api)]
    public void Types_are_named_for_what_they_are(string project) =>
        Assert.Empty(
            from file in Source.Files(project)
            from Match match in BannedName().Matches(file.Text)
            select $"{file.Path}: {match.Groups["name"].Value}");

    [Theory]
    [InlineData("class MeetingManager"), InlineData("sealed record AgreementDto("), InlineData("record struct HoursHelper")]
    [InlineData("interface IPayService")]
    public void A_banned_name_is_seen(string declaration) => Assert.Matches(BannedName(), declaration);

    [Theory, InlineData("record ServiceCentre("), InlineData("abstract record ServiceCentreEvent"), InlineData("class NameBasedId")]
    public void A_good_name_is_not_taken_for_a_banned_one(string declaration) => Assert.DoesNotMatch(BannedName(), declaration);

    [Theory, InlineData("DateTimeOffset.UtcNow"), InlineData("DateTime.Today"), InlineData("Guid.NewGuid()"), InlineData("Guid.CreateVersion7()")]
    public void A_clock_is_seen(string expression) => Assert.Matches(ClockOrNewId(), expression);

    /// <summary>The door reads from the text of a call which operation it asks (docs/adr/0013).</summary>
    [Fact]
    public void Pages_call_operations_as_the_door_reads_them()
    {
        var calls = (
            from file in Source.Files(Api)
            where file.Path.Contains("/Pages/", StringComparison.Ordinal)
            from Match match in OperationCall().Matches(file.Text)
            select (file.Path, Call: match.Groups["call"].Value)).ToList();

        Assert.True(calls.Count > 100);
        Assert.DoesNotContain(calls, c => !ReadableCall().IsMatch(c.Call));
    }

    [Fact]
    public void A_refusal_is_known_by_its_feature_and_reason()
    {
        var codes = RefusalCodes().ToList();

        Assert.All(codes, c => Assert.Matches($"^({string.Join('|', Features)})/[a-z0-9]+(-[a-z0-9]+)*$", c.Code));
        Assert.All(codes.GroupBy(c => c.In), c => Assert.Single(c.Select(x => x.Code.Split('/')[0]).Distinct()));
        Assert.Equal(Features.Order(), codes.Select(c => c.Code.Split('/')[0]).Distinct().Order());
    }

    [Fact]
    public void A_refusal_code_is_given_once() =>
        Assert.Empty(RefusalCodes().GroupBy(c => c.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void No_refusal_code_is_written_where_it_is_used() =>
        Assert.Empty(
            from file in Source.Files(Domain)
            from Match match in LiteralRefusal().Matches(file.Text)
            select $"{file.Path}: {match.Value}");

    static IEnumerable<(Type In, string Code)> RefusalCodes() =>
        from type in typeof(Refusal).Assembly.GetTypes()
        where type.Name.EndsWith("Refusals", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral
        select (type, (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bTimeProvider\b|\bRandom\.Shared\b|\bStopwatch\b")]
    private static partial Regex ClockOrNewId();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(?<name>\w+(Manager|Helper|Service|Dto|Base|Impl|Utils))\b")]
    private static partial Regex BannedName();

    [GeneratedRegex(@"\b(Read|ReadWithVersion|ReadIfAllowed|Do|Did|Ask|File)<\w+Api\b[^\n(]*>\((?<call>\s*\w+ =>[^(;]*\()")]
    private static partial Regex OperationCall();

    [GeneratedRegex(@"^\s*(?<feature>\w+) =>\s*\k<feature>\s*\.\w+\($")]
    private static partial Regex ReadableCall();

    [GeneratedRegex(@"new(\s+Refusal)?\(""[a-z-]+/[^""]*""")]
    private static partial Regex LiteralRefusal();
}
