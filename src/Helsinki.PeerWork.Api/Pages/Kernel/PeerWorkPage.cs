using System.Runtime.CompilerServices;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>A page of somebody who is logged in: reads what it shows and does what its forms say, all through the <see cref="Door"/>.</summary>
public abstract class PeerWorkPage : PageModel
{
    const string Happened = nameof(Happened);

    Door? door;
    Speech? speech;
    Fields? fields;

    protected Door Door => door ??= HttpContext.RequestServices.GetRequiredService<Door>();

    /// <summary>The reader's language.</summary>
    public Speech T => speech ??= HttpContext.RequestServices.GetRequiredService<Speech>();

    /// <summary>What was sent, field by field; what can't be used is told beside its field.</summary>
    protected Fields Fields => fields ??= new(Request.Form, ModelState, T);

    protected DateOnly Today => HttpContext.RequestServices.GetRequiredService<TimeProvider>().Today();

    protected CancellationToken Ct => HttpContext.RequestAborted;

    public Caller Caller { get; private set; } = null!;

    /// <summary>The form was made of an older version: what happened meanwhile, in plain words, the latest last.</summary>
    public IReadOnlyList<string>? Meanwhile { get; private set; }

    /// <summary>Pages a visitor may read.</summary>
    protected virtual bool ForEverybody => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Caller = await Door.Caller();
        if (!ForEverybody && User.Identity?.IsAuthenticated != true)
        {
            context.Result = Redirect($"/log-in?to={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
            return;
        }
        if (HttpMethods.IsGet(Request.Method) && Guid.TryParse(Request.Query["kept"], out var kept)
            && await HttpContext.RequestServices.GetRequiredService<KeptInput>().Take(kept, Caller.User, Ct) is { } typed)
        {
            foreach (var (name, values) in typed) ModelState.SetModelValue(name, values.ToArray(), values.ToString());
            Notice = new(T["Kirjauduit uudelleen", "Du loggade in på nytt", "You logged in again"],
                T["Istuntosi oli päättynyt, eikä mitään tallennettu. Kirjoittamasi on tässä: tarkista ja tallenna.",
                    "Din session hade upphört och ingenting sparades. Det du skrev finns här: kontrollera och spara.",
                    "Your session had ended and nothing was saved. What you typed is here: check it and save."]);
        }
        await next();
    }

    /// <summary>What a page can't do without: shown as a page of its own when it is not there, or not for this reader.</summary>
    protected async Task<TAnswer> Read<T, TAnswer>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class =>
        (await ReadWithVersion<T, TAnswer>(call, written)).Value;

    protected async Task<(TAnswer Value, long Version)> ReadWithVersion<T, TAnswer>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class
    {
        var answer = await Door.Ask<T, TAnswer>(call, written: written);
        return answer.IsDone && answer.Value is { } value ? (value, answer.Version ?? 0) : throw new NotAnsweredException(answer.Reply);
    }

    /// <summary>Null when it is not there, or not for this reader.</summary>
    protected async Task<TAnswer?> ReadIfAllowed<T, TAnswer>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class
        where TAnswer : class =>
        await Door.Could(Operation.Called<T>(written)) && await Door.Ask<T, TAnswer>(call, written: written) is { IsDone: true } answer ? answer.Value : null;

    /// <summary>
    /// Does what a form says. False: nothing happened, and why stands beside the fields. The form's own key makes a second press of the button
    /// the first one again; the version it was made of, where it holds one, must still be the version.
    /// </summary>
    protected async Task<bool> Did<T>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class =>
        (await Do<T, object>(call, written)).IsDone;

    /// <summary>The same, for what answers something.</summary>
    protected async Task<Answer<TAnswer>> Do<T, TAnswer>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class
    {
        var answer = await Door.Ask<T, TAnswer>(call, Fields.Seen, Fields.Once, written);
        await Tell(answer.Reply);
        return answer;
    }

    async Task Tell(Reply reply)
    {
        switch (reply)
        {
            case Reply.Done or Reply.Again or Reply.File:
                return;
            case Reply.Refused { Refusal: var no }:
                ModelState.AddModelError(FieldOf(no.Code) ?? "", Problems.Title(no, T.Code));
                return;
            case Reply.Invalid invalid:
                foreach (var (field, _) in invalid.Errors) ModelState.AddModelError(NameOf(field), T["Tarkista tämä.", "Kontrollera detta.", "Check this."]);
                return;
            case Reply.KeyReused: // sent, gone back to, changed and sent again
                ModelState.AddModelError("", T["Tämä lomake on jo lähetetty. Tarkista, mitä siitä syntyi, ja lähetä uudelleen, jos se on tarpeen.",
                    "Det här formuläret har redan skickats. Kontrollera vad det ledde till och skicka på nytt om det behövs.",
                    "This form was sent already. Check what came of it, and send again if it is needed."]);
                return;
            case Reply.Stale:
                Meanwhile = Fields.Seen is { } seen ? await Since(seen) : [];
                return;
            case Reply.Unreadable:
                ModelState.AddModelError("", Problems.Title(ProblemCodes.Unreadable, T.Code));
                return;
            case Reply.Busy:
                ModelState.AddModelError("", T["Moni tallensi yhtä aikaa, eikä mitään kirjattu. Tallenna uudelleen.",
                    "Många sparade samtidigt och ingenting antecknades. Spara på nytt.",
                    "Many saved at the same moment and nothing was recorded. Save again."]);
                return;
            default:
                throw new NotAnsweredException(reply);
        }
    }

    /// <summary>What the form calls a field the operation names; the same unless a page says otherwise.</summary>
    protected virtual string NameOf(string field) => field;

    /// <summary>The field a rule's no is about, where it is about one; told at the field, too.</summary>
    protected virtual string? FieldOf(string refusal) => null;

    /// <summary>What happened to what the form is about after a version, in plain words: who changed what.</summary>
    protected virtual Task<IReadOnlyList<string>> Since(long version) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Shown above the page, and read aloud.</summary>
    public Notice? Notice
    {
        get => field ??= TempData[Happened] is string json ? JsonSerializer.Deserialize<Notice>(json) : null;
        private set;
    }

    /// <summary>It is done: says what happened and what comes next, on the page that is shown now.</summary>
    protected IActionResult DoneAt(string path, string what, string? next = null)
    {
        TempData[Happened] = JsonSerializer.Serialize(new Notice(what, next));
        return Redirect(path);
    }

    /// <summary>A day from the address, read as people write it. One that can't be is told beside its field, as it was typed; null then, and when there is none.</summary>
    /// <param name="shouldBe">What is told; without it, how a day is written.</param>
    protected DateOnly? DayAsked(string name, Func<string, DateOnly?> read, string? shouldBe = null)
    {
        if (Request.Query[name].ToString().Trim() is not { Length: > 0 } typed) return null;
        if (read(typed) is { } day && Calendar.Holds(day)) return day;
        ModelState.SetModelValue(name, typed, typed);
        ModelState.AddModelError(name, shouldBe ?? T[Reading.DayShouldBe]);
        return null;
    }

    /// <summary>A file as an operation made it.</summary>
    protected async Task<IActionResult> File<T>(Func<T, Task<Reply>> call, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class
    {
        var answer = await Door.Ask<T, object>(call, written: written);
        if (answer.Reply is not Reply.File file) throw new NotAnsweredException(answer.Reply);
        if (file.Sha256 is not null) Response.Headers["X-Content-SHA256"] = file.Sha256;
        return File(file.Content, file.ContentType, file.Name);
    }
}

/// <summary>What happened, and what comes next.</summary>
public sealed record Notice(string What, string? Next);
