using Helsinki.PeerWork.Api.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>Whom to call when a concern can't wait. That it was raised is said once, above.</summary>
public sealed class ConcernCallPage : MyPage
{
    public MyProcess Process { get; private set; } = null!;

    /// <summary>The team's number; null: the centre has none here.</summary>
    public string? Team => TeamOf(Process);

    public async Task<IActionResult> OnGet(Guid process)
    {
        if ((await ReadProcesses()).FirstOrDefault(p => p.Id.Value == process) is not { } found) return NotFound();
        Process = found;
        return Page();
    }

    public static string? TeamOf(MyProcess process) => process.Call.FirstOrDefault(n => n != TeamOptions.EmergencyNumber);

    /// <summary>As a telephone dials it.</summary>
    public static string Dialled(string number) => string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
