using Helsinki.PeerWork.Api.AitoValittaja;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>The concern is raised: whom to call now.</summary>
public sealed class ConcernRaisedPage : MyPage
{
    public MyProcess? Process { get; private set; }

    /// <summary>The team's number; null: the centre has none here.</summary>
    public string? Team => Process is null ? null : TeamOf(Process);

    public async Task OnGet(Guid process) => Process = (await ReadProcesses()).FirstOrDefault(p => p.Id.Value == process);

    public static string? TeamOf(MyProcess process) => process.Call.FirstOrDefault(n => n != TeamOptions.EmergencyNumber);

    /// <summary>As a telephone dials it.</summary>
    public static string Dialled(string number) => string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
