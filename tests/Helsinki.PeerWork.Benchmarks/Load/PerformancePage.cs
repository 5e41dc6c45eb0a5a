namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>The figures in <c>docs/performance.md</c>; what stands around them is written by hand.</summary>
static class PerformancePage
{
    const string Begin = "<!-- figures: written by the load program -->";
    const string End = "<!-- end of figures -->";

    public static void Write(string figures)
    {
        var page = Path.Combine(Repository(), "docs", "performance.md");
        var text = File.ReadAllText(page);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(page, $"{text[..begin]}\n\n{figures.TrimEnd()}\n\n{text[end..]}");
    }

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PeerWork.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("This program is not in its repository.");
    }
}
