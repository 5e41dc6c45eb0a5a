using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Processes somebody works with: what waits first, then all, searchable.</summary>
public sealed class ProcessesPage : PeerWorkPage
{
    public DateOnly Now => Today;

    public enum Tab { Waiting, Open, Closed, Centre }

    /// <summary>Which list is looked at.</summary>
    public Tab Shown { get; private set; }

    /// <summary>Any part of a code, e.g. 42.</summary>
    public string? Code { get; private set; }

    /// <summary>How many there are on each list.</summary>
    public IReadOnlyDictionary<Tab, int> Counts { get; private set; } = new Dictionary<Tab, int>();

    public Listed<ProcessView> Listed { get; private set; } = null!;

    /// <summary>A therapist suggests the model and has processes of their own; a coordinator sees the centre's.</summary>
    public bool HasOwn { get; private set; }

    public async Task OnGet(string? tab, string? code, int? p)
    {
        HasOwn = await Door.Could<ProcessesApi>(a => a.Suggest);
        Code = string.IsNullOrWhiteSpace(code) ? null : code.Trim();
        Shown = Enum.TryParse<Tab>(tab, ignoreCase: true, out var asked) ? asked : Code is not null ? Tab.Centre : Tab.Waiting;
        Counts = await CountAll();
        Listed = await List(Shown, p);
    }

    async Task<Dictionary<Tab, int>> CountAll()
    {
        var counts = await Read<ProcessesApi, ProcessesApi.Counts>(a => a.Count(Ct, code: Code, mine: HasOwn ? true : (bool?)null));
        return new() { [Tab.Waiting] = counts.Waiting, [Tab.Open] = counts.Open, [Tab.Closed] = counts.Closed, [Tab.Centre] = counts.Centre };
    }

    Task<Listed<ProcessView>> List(Tab tab, int? page) => Read<ProcessesApi, Listed<ProcessView>>(a => a.List(
        Ct,
        code: Code,
        open: tab switch { Tab.Waiting or Tab.Open => true, Tab.Closed => false, _ => (bool?)null },
        waiting: tab == Tab.Waiting ? true : (bool?)null,
        mine: tab != Tab.Centre && HasOwn ? true : (bool?)null,
        sort: tab is Tab.Waiting or Tab.Open ? nameof(ProcessColumn.Waiting) : $"-{nameof(ProcessColumn.LastOn)}",
        page: page));
}
