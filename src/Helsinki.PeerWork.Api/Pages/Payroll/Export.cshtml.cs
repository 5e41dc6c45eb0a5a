using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Payroll.AnswersApi;
using static Helsinki.PeerWork.Api.Payroll.ExportLifeApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>One export: its files, its lines with payroll's answers, and everything that happened to it.</summary>
[RequestSizeLimit(AnswerFile.MaxBytes + FormAround)]
public sealed class ExportPage : PayrollPage
{
    public enum Tab { Unanswered, Rejected, Corrections, Accepted, All }

    public const string Accepted = nameof(LineStatus.Accepted);

    /// <summary>What a form adds around an uploaded file.</summary>
    const int FormAround = 64 * 1024;

    const int Size = 25;
    const string AnswerPrefix = "answer-";

    public ExportView View { get; private set; } = null!;

    public ExportLifeView Life { get; private set; } = null!;

    public ExportSummaryView Export => View.Export;

    public Tab Shown { get; private set; }

    /// <summary>Those of the tab, on the page that is looked at; a reversal stands above what replaces it.</summary>
    public IReadOnlyList<ExportLineView> Lines { get; private set; } = [];

    public Pager Pages { get; private set; } = null!;

    /// <summary>The line somebody came to see.</summary>
    public Guid? Sought { get; private set; }

    /// <summary>What is wrong in an answer file, row by row.</summary>
    public IReadOnlyList<FileErrorView> FileErrors { get; private set; } = [];

    public int Count(Tab tab) => View.Lines.Count(l => Belongs(l, tab));

    public decimal UnansweredEuros => View.Lines.Where(l => l.Status == LineStatus.Sent).Sum(l => l.Amount);

    /// <summary>Where it is on its way: the file first, then the answers.</summary>
    public int Step => Life.Status switch { ExportStatus.Made => 4, ExportStatus.Fetched or ExportStatus.PartlyAnswered => 5, ExportStatus.Answered => 6 };

    public static string FieldOf(ExportLineView line) => AnswerPrefix + line.Line.Value;

    /// <summary>As chosen before, when the form could not be taken.</summary>
    public string? Chosen(ExportLineView line) => ModelState.TryGetValue(FieldOf(line), out var sent) ? sent.AttemptedValue : null;

    static string Address(Guid id) => $"/payroll/exports/{id}";

    public Task OnGet(Guid id, string? tab, int? p, Guid? line) => Look(id, tab, p, line);

    public Task<IActionResult> OnGetFile(Guid id, string format) => File<PayrollApi>(a => a.Download(id, format, Ct));

    public Task<IActionResult> OnGetAnswers(Guid id, Guid answers) => File<AnswersApi>(a => a.Download(id, answers, Ct));

    /// <summary>An answer to every line somebody chose one for.</summary>
    public async Task<IActionResult> OnPostAnswer(Guid id, string? tab, int? p)
    {
        var answers = Request.Form.Keys.Where(k => k.StartsWith(AnswerPrefix, StringComparison.Ordinal) && Guid.TryParse(k[AnswerPrefix.Length..], out _))
            .Select(AnswerOf).OfType<AnswerRequest>().ToList();
        if (answers.Count == 0) Fields.Wrong("answers", T["Valitse vastaus ainakin yhdelle riville.", "Välj ett svar för åtminstone en rad.", "Choose an answer for one line at least."]);
        if (Fields.AllRight && await Do<AnswersApi, Answered>(a => a.Answer(id, answers, Ct)) is { Value: { } done }) return Told(id, done);
        await Look(id, tab, p, null);
        foreach (var other in View.Lines.Where(l => answers.Exists(a => a.Line == l.Line && l.Status != LineStatus.Sent && (a.Accepted, a.Reason) != (l.Status == LineStatus.Accepted, l.Rejection))))
            Fields.Wrong("", T[$"Tähän on jo vastattu toisin: {Payee(other.Name)} {T.Day(other.On)}, {StatusOf(other)}.", $"Detta har redan fått ett annat svar: {Payee(other.Name)} {T.Day(other.On)}, {StatusOf(other)}.", $"This is answered otherwise already: {Payee(other.Name)} {T.Day(other.On)}, {StatusOf(other)}."]);
        return Page();
    }

    /// <summary>What was accepted before is not accepted twice: a second press finds nothing left to do.</summary>
    public async Task<IActionResult> OnPostAcceptAll(Guid id)
    {
        var view = await Read<PayrollApi, ExportView>(a => a.Read(id, Ct));
        var body = view.Lines.Where(l => l.Status == LineStatus.Sent).Select(l => new AnswerRequest(l.Line, true)).ToList();
        var answer = await Door.Ask<AnswersApi, Answered>(a => a.Answer(id, body, Ct));
        if (answer.Value is { } done) return Told(id, done);
        await NotTaken(id, answer.Reply);
        return Page();
    }

    /// <summary>The same file again changes nothing, so the form needs no key; another file under the same key would be lost.</summary>
    public async Task<IActionResult> OnPostUpload(Guid id)
    {
        _ = Fields; // the form was sent: what stands in it is kept
        var answer = await Door.Ask<AnswersApi, Answered>(a => a.Upload(id, Request, Ct));
        if (answer.Value is { } done) return Told(id, done);
        await NotTaken(id, answer.Reply);
        return Page();
    }

    public async Task<IActionResult> OnPostSeen(Guid id)
    {
        var answers = Fields.Id("answers");
        if (Fields.AllRight && await Did<AnswersApi>(a => a.See(id, answers, Ct)))
            return DoneAt(Address(id), T["Kohdistumattomat vastaukset on merkitty katsotuiksi.", "Svaren utan rad är markerade som sedda.", "The unmatched answers are marked as looked at."]);
        await Look(id, null, null, null);
        return Page();
    }

    async Task NotTaken(Guid id, Reply reply)
    {
        switch (reply)
        {
            case Reply.InvalidFile invalid:
                FileErrors = (IReadOnlyList<FileErrorView>)invalid.Rows(HttpContext);
                Fields.Wrong("file", Problems.Title(invalid.Code, T.Code));
                break;
            case Reply.Invalid:
                Fields.Wrong("file", T["Valitse tiedosto.", "Välj en fil.", "Choose a file."]);
                break;
            case Reply.Refused { Refusal: var no }:
                Fields.Wrong("", Problems.Title(no, T.Code));
                break;
            default:
                throw new NotAnsweredException(reply);
        }
        await Look(id, null, null, null);
    }

    IActionResult Told(Guid id, Answered done)
    {
        List<string> what =
        [
            T[$"hyväksytty {T.Number(done.Accepted)}", $"godkända {T.Number(done.Accepted)}", $"accepted {T.Number(done.Accepted)}"],
            T[$"hylätty {T.Number(done.Rejected)}", $"avvisade {T.Number(done.Rejected)}", $"rejected {T.Number(done.Rejected)}"],
        ];
        if (done.Undecided > 0) what.Add(T[$"ilman vastausta {T.Number(done.Undecided)}", $"utan svar {T.Number(done.Undecided)}", $"without an answer {T.Number(done.Undecided)}"]);
        if (done.Unmatched.Count > 0) what.Add(T[$"ei löytänyt riviä {T.Number(done.Unmatched.Count)}", $"hittade ingen rad {T.Number(done.Unmatched.Count)}", $"fitted no line {T.Number(done.Unmatched.Count)}"]);
        var isNew = done.Accepted + done.Rejected + done.Unmatched.Count > 0;
        return DoneAt(Address(id),
            isNew
                ? T[$"Vastaukset on kirjattu: {string.Join(", ", what)}.", $"Svaren är antecknade: {string.Join(", ", what)}.", $"The answers are recorded: {string.Join(", ", what)}."]
                : T["Näissä ei ollut mitään uutta.", "Här fanns inget nytt.", "There was nothing new in these."],
            done.Unanswered == 0
                ? T["Kaikkiin riveihin on vastattu. Hylätyt tulevat seuraavaan aineistoon.", "Alla rader är besvarade. De avvisade kommer med i nästa underlag.", "Every line is answered. Rejected ones come in the next export."]
                : T[$"Vastaamatta on vielä {T.Lines(done.Unanswered)}.", $"Ännu obesvarat: {T.Lines(done.Unanswered)}.", $"Still unanswered: {T.Lines(done.Unanswered)}."]);
    }

    public string StatusOf(ExportLineView line) => T[PayrollWords.Of(line.Status)] + (line.Rejection is { } why ? $": {T[PayrollWords.Of(why)]}" : "");

    AnswerRequest? AnswerOf(string field) => Fields.Typed(field) switch
    {
        null => null,
        Accepted => new(LineOf(field), true),
        var reason when Enum.TryParse<RejectionReason>(reason, out var why) && Enum.IsDefined(why) => new(LineOf(field), false, why),
        _ => null,
    };

    static LineId LineOf(string field) => new(Guid.Parse(field[AnswerPrefix.Length..]));

    async Task Look(Guid id, string? tab, int? page, Guid? line)
    {
        await ReadColleagues();
        View = await Read<PayrollApi, ExportView>(a => a.Read(id, Ct));
        Life = await Read<ExportLifeApi, ExportLifeView>(a => a.Read(id, Ct));
        Sought = line;
        Shown = line is not null ? Tab.All
            : Enum.TryParse<Tab>(tab, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked
            : Export.Unanswered > 0 ? Tab.Unanswered
            : Tab.All;
        var lines = InPairs(View.Lines).Where(l => Belongs(l, Shown)).ToList();
        var at = lines.FindIndex(l => l.Line.Value == line);
        Pages = new(lines.Count, 1, Size, p => $"?tab={Shown}&p={p}#lines");
        Pages = Pages with { Number = Math.Clamp(at >= 0 ? (at / Size) + 1 : page ?? 1, 1, Pages.Last) };
        Lines = [.. lines.Skip((Pages.Number - 1) * Size).Take(Size)];
    }

    static bool Belongs(ExportLineView line, Tab tab) => tab switch
    {
        Tab.Unanswered => line.Status == LineStatus.Sent,
        Tab.Rejected => line.Status == LineStatus.Rejected,
        Tab.Accepted => line.Status == LineStatus.Accepted,
        Tab.Corrections => line.Reverses is not null || line.Replaces is not null || line.ReversedBy.Count + line.ReplacedBy.Count > 0,
        Tab.All => true,
    };

    static IEnumerable<ExportLineView> InPairs(IReadOnlyList<ExportLineView> lines)
    {
        var replacements = lines.Where(l => l.Reverses is null && l.Replaces is not null).ToLookup(l => l.Replaces!.Value);
        var reversed = lines.Select(l => l.Reverses).OfType<LineId>().ToHashSet();
        return lines.Where(l => l.Reverses is not null || l.Replaces is not { } r || !reversed.Contains(r))
            .SelectMany(l => l.Reverses is { } original ? replacements[original].Prepend(l) : [l]);
    }
}
