using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>What is said of a peer worker, in the readers' words.</summary>
static class PeerWorkersWords
{
    static readonly Text Nameless = new("nimi puuttuu", "namn saknas", "no name");

    /// <summary>The name, or what the register has instead: an imported row may have none.</summary>
    /// <param name="reference">As an engagement register kept elsewhere knows the person.</param>
    public static string NameOf(this Speech t, string? name, string? reference = null) =>
        name ?? (reference is null ? t[Nameless] : $"{reference} ({t[Nameless]})");
}
