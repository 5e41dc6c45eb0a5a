using Spectre.Console;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Progress a person looks at: bars in a terminal, plain lines in a file.</summary>
static class Terminal
{
    public static Progress Progress()
    {
        var console = Console.IsOutputRedirected
            ? AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No })
            : AnsiConsole.Console;
        return console.Progress().AutoClear(true);
    }
}
