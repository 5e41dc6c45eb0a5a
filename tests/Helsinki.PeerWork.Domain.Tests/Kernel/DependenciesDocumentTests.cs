using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>
/// <c>docs/dependencies.md</c> lists every package anything here is built of, with its licence, why it is there and what would do instead.
/// </summary>
public partial class DependenciesDocumentTests
{
    [Fact]
    public void Every_package_has_one_row_and_every_row_a_package() =>
        Assert.Equal(Packages().Order(StringComparer.Ordinal), Rows().Select(r => r[0].Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    public void No_cell_of_a_row_is_empty() =>
        Assert.All(Rows(), row => Assert.True(row.Length == 4 && row.All(cell => cell.Length > 0), string.Join(" | ", row)));

    static IEnumerable<string> Packages() => NuGet().Concat(Tools()).Concat(Npm()).Distinct();

    static IEnumerable<string> NuGet() =>
        XDocument.Load(Path.Combine(Source.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => p.Attribute("Include")!.Value);

    static IEnumerable<string> Tools() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Source.Root, ".config",
            "dotnet-tools.json"))).RootElement.GetProperty("tools").EnumerateObject().Select(t => t.Name);

    static IEnumerable<string> Npm() =>
        from folder in (string[])["src", "tests", "deploy"]
        from file in Directory.EnumerateFiles(Path.Combine(Source.Root, folder), "package.json", SearchOption.AllDirectories)
        where !BuiltOrFetched().IsMatch(file)
        from package in JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("dependencies").EnumerateObject()
        select package.Name;

    static IEnumerable<string[]> Rows() =>
        from line in File.ReadAllLines(Path.Combine(Source.Root, "docs", "dependencies.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        select line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"[\\/](node_modules|bin|obj)[\\/]")]
    private static partial Regex BuiltOrFetched();
}
