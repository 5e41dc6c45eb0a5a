using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Import;

/// <summary>Takes in an engagement register: first a look at what would happen, then all rows or none.</summary>
[RequestSizeLimit(RegisterFile.MaxBytes + 64 * 1024)]
public sealed class ImportPage : PeerWorkPage
{
    /// <summary>What was done, or in a look would be; null before and when something is wrong.</summary>
    public ImportReport? Report { get; private set; }

    /// <summary>Everything that is wrong in the file.</summary>
    public IReadOnlyList<FileErrorView> Wrong { get; private set; } = [];

    /// <summary>Of a long list the first so many are shown.</summary>
    public const int Shown = 100;

    public void OnGet() { }

    public async Task<IActionResult> OnPost(bool dryRun)
    {
        if (Request.Form.Files is not [{ Length: > 0 }])
        {
            Fields.Wrong("file", T["Valitse tiedosto.", "Välj en fil.", "Choose a file."]);
            return Page();
        }
        var answer = await Door.Ask<ImportApi, ImportReport>(a => a.Import(Request, Ct, dryRun: dryRun));
        Report = answer.Value;
        if (answer.Reply is Reply.InvalidFile invalid) Wrong = (IReadOnlyList<FileErrorView>)invalid.Rows(HttpContext);
        else if (answer.Reply is Reply.Refused { Refusal: var no }) ModelState.AddModelError("", Problems.Title(no, T.Code));
        else if (!answer.IsDone) throw new NotAnsweredException(answer.Reply);
        return Page();
    }
}
