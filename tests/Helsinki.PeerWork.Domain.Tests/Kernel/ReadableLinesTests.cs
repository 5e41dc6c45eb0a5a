using System.Globalization;
using System.Text.RegularExpressions;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>
/// No line of C# is wider than <c>.editorconfig</c> says. Files that still are stand in <c>StillWide.txt</c>, which only gets shorter: whoever
/// has one open breaks its lines and takes it off.
/// </summary>
public partial class ReadableLinesTests
{
    static readonly int Widest = int.Parse(
        Width().Match(File.ReadAllText(Path.Combine(Source.Root, ".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);

    static readonly HashSet<string> StillWide = File.ReadLines(
        Path.Combine(Source.Root, "tests", "Helsinki.PeerWork.Domain.Tests", "Kernel", "StillWide.txt")).ToHashSet();

    [Fact]
    public void No_line_is_wider_than_the_editor_is_told() => Assert.Empty(
        from file in Files().Where(f => !StillWide.Contains(f))
        from line in Wide(file)
        select $"{file}:{line} is wider than {Widest}");

    [Fact]
    public void No_file_stays_on_the_list_that_is_wide_no_more() =>
        Assert.DoesNotContain(StillWide, file => !Files().Contains(file) || !Wide(file).Any());

    [Fact]
    public void The_domain_and_the_read_models_are_not_on_the_list() =>
        Assert.DoesNotContain(StillWide,
            file => file.Contains("PeerWork.Domain", StringComparison.Ordinal) || file.Contains("PeerWork.Projections", StringComparison.Ordinal));

    static IEnumerable<int> Wide(string file) =>
        File.ReadLines(Path.Combine(Source.Root, file)).Select((text, i) => (text, Number: i + 1)).Where(l => l.text.Length > Widest)
            .Select(l => l.Number);

    static HashSet<string> Files() => (
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Source.Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Source.Root, file).Replace('\\', '/')
        where !Made().IsMatch(path)
        select path).ToHashSet();

    [GeneratedRegex("/(obj|bin|node_modules|StrykerOutput)/")]
    private static partial Regex Made();

    [GeneratedRegex(@"max_line_length = (\d+)")]
    private static partial Regex Width();
}
