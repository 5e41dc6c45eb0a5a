using System.Xml.Linq;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

/// <summary>The repository the tests were built from, to be read as text.</summary>
static class Source
{
    public static string Root { get; } = RootAbove(new DirectoryInfo(AppContext.BaseDirectory));

    public static XDocument Project(string name) => XDocument.Load(Path.Combine(Root, "src", name, $"{name}.csproj"));

    /// <summary>The project's own C# files, by their path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string project) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    static string RootAbove(DirectoryInfo directory) =>
        File.Exists(Path.Combine(directory.FullName, "PeerWork.sln"))
            ? directory.FullName
            : RootAbove(directory.Parent ?? throw new DirectoryNotFoundException("PeerWork.sln is in no folder above the tests."));
}
