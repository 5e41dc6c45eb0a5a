namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Where this installation keeps what is its own: the private database, keys, and what marks a finished first start.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that chooses it.</summary>
    public const string Variable = "PEERWORK_DATA";

    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration[Variable] is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "peerwork"));
}
