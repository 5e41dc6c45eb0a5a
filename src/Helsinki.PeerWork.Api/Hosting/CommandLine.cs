using System.CommandLine;
using Helsinki.PeerWork.Api.Access;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>What can be typed after <c>./run</c>. Nothing: the server.</summary>
static class CommandLine
{
    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand("Peer work, Helsinki: the server, and what goes with it.")
        {
            Token(),
        };
        root.SetAction((_, ct) => Serving.Run(ct));
        return root.Parse(args).InvokeAsync();
    }

    static Command Token()
    {
        var persona = new Argument<string?>("persona") { Description = "Who to be; without it, the list of who there is.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("token", "Prints a demonstration token (Development only).") { persona };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(persona);
            if (Persona.All.FirstOrDefault(p => p.Name == name) is { } known)
            {
                Console.WriteLine(DemonstrationTokens.In(DataFolder.Of(Serving.Configuration()), Serving.Audience()).TokenOf(known));
                return 0;
            }
            foreach (var p in Persona.All) Console.Error.WriteLine($"{p.Name,-20} {p.Is}");
            return name is null ? 0 : 1;
        });
        return command;
    }
}
