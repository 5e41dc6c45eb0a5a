using System.Globalization;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>What the operating system counts of PostgreSQL's processes. Linux only.</summary>
static class ServerProcesses
{
    /// <summary>By Linux's ABI.</summary>
    const double TicksPerSecond = 100;

    /// <param name="child">Any process of the server but the first.</param>
    /// <returns>User and system time of the server and its children, ended ones too; null on another system.</returns>
    public static double? CpuSeconds(int child)
    {
        if (!OperatingSystem.IsLinux() || Read(child) is not { } one) return null;
        var ticks = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .Sum(p => p is null ? 0 : p.Id == one.Parent ? p.Ticks + p.TicksOfEndedChildren : p.Parent == one.Parent ? p.Ticks : 0);
        return ticks / TicksPerSecond;
    }

    sealed record Counted(int Id, int Parent, long Ticks, long TicksOfEndedChildren);

    static Counted? Read(int id)
    {
        try
        {
            // The name, in parentheses, may hold spaces.
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return new(id, Number(1), Number(11) + Number(12), Number(13) + Number(14));

            int Number(int field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
