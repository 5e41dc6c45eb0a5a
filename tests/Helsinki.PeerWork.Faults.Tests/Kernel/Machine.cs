using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>Programs and processes of this machine.</summary>
static class Machine
{
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> Run(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await errors}");
    }

    public static void Signal(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("kill", [$"-{signal}", .. processes.Select(p => p.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit(); // who is gone already needs no signal
    }

    /// <summary>A process and all that came of it.</summary>
    public static IReadOnlyList<int> Family(int process)
    {
        List<int> family = [process];
        for (var i = 0; i < family.Count; i++)
            foreach (var task in Directory.Exists($"/proc/{family[i]}/task") ? Directory.GetDirectories($"/proc/{family[i]}/task") : [])
                try
                {
                    family.AddRange(File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture)));
                }
                catch (IOException)
                {
                    // It ended meanwhile.
                }
        return family;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
