using System.CommandLine;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>What can be typed after <c>./run</c>. Nothing: the server.</summary>
static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Peer work, Helsinki: the server, and what goes with it.") { Token(), Import(), Rebuild(), RotateKeys(), Reset() };
        root.SetAction((_, ct) => Serving.Run(ct));
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ToFinish });
        }
        catch (InvalidOperationException e)
        {
            // A setting or a machine that is not as it must be; the message says what would be right.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (Outage.Is(e))
        {
            await Console.Error.WriteLineAsync($"PostgreSQL does not answer ({Outage.Reason(e)}). See that it runs, and that ConnectionStrings:PeerWork names it.");
            return 1;
        }
    }

    /// <summary>What is under way when the program is told to stop may end: as long as the server gives its requests.</summary>
    static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(35);

    static Command Token()
    {
        var persona = new Argument<string?>("persona") { Description = "Who to be; without it, the list of who there is.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("token", "Prints a demonstration token (believed in Development, on loopback).") { persona };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(persona);
            if (Persona.All.FirstOrDefault(p => p.Name == name) is { } known)
            {
                var configuration = Serving.Configuration();
                Console.WriteLine(DemonstrationTokens.In(DataFolder.Of(configuration), Serving.Audience(configuration)).TokenOf(known));
                return 0;
            }
            if (name is not null) Console.Error.WriteLine($"There is nobody called {name}. There are:");
            foreach (var p in Persona.All) Console.Error.WriteLine($"{p.Name,-20} {p.Is}");
            return name is null ? 0 : 1;
        });
        return command;
    }

    static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "person;centre;form;work;from;until" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Reads and checks everything, changes nothing." };
        var command = new Command("import", "Imports an engagement register, all of it or nothing.") { file, dryRun };
        command.SetAction((parsed, ct) => Serving.Import(parsed.GetValue(file)!, parsed.GetValue(dryRun), ct));
        return command;
    }

    static Command Rebuild()
    {
        var projection = new Argument<string>("read-model") { Description = "E.g. Statistics." };
        var command = new Command("rebuild", "Makes a read model anew from the events, while the old rows still answer.") { projection };
        command.SetAction((parsed, ct) => Serving.Rebuild(parsed.GetValue(projection)!, ct));
        return command;
    }

    static Command RotateKeys()
    {
        var command = new Command("rotate-keys", "Seals all personal data again with PersonalData:CurrentKey; the server may go on meanwhile.");
        command.SetAction((_, ct) => Serving.RotateKeys(ct));
        return command;
    }

    static Command Reset()
    {
        var command = new Command("reset", "Forgets everything of the private installation, so that ./run starts over.");
        command.SetAction((_, ct) => Serving.Reset(ct));
        return command;
    }
}
