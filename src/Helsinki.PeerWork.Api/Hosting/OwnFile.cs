namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>A file of keys that only its owner may read, from its first moment on.</summary>
static class OwnFile
{
    const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes it once; of several starts at the same moment the first one's content stands.</summary>
    public static void MakeOnce(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var made = $"{path}.{Environment.ProcessId}";
        File.Delete(made); // left by a start that broke off
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersAlone;
        using (var file = new FileStream(made, options)) file.Write(content);
        try { File.Move(made, path, overwrite: false); }
        catch (IOException) when (File.Exists(path)) { File.Delete(made); } // another start was first
    }
}
