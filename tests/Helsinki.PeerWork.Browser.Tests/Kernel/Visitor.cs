using AngleSharp.Html.Parser;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Kernel;

/// <summary>Somebody in front of a browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>WCAG 2.1 A and AA, and good practice. What a page does right is not described node by node, which takes most of the time.</summary>
    const string Breaches = """
        () => axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
            resultTypes: ['violations']
        }).then(found => found.violations.map(v => `${v.id}: ${v.help}\n  ` + v.nodes.slice(0, 5).map(n => n.html).join('\n  ')))
        """;

    readonly IBrowserContext context;
    readonly List<string> complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && new Uri(request.Url).Host != "127.0.0.1") complaints.Add($"asked elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>What the browser complained of, and every request to somewhere else.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public async Task<int> Go(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Goes to where the page is, along the links to it.</summary>
    public async Task See(Sight sight)
    {
        if (sight.Before is { } prepare) await prepare(this);
        var address = sight.From;
        foreach (var link in sight.Follow)
        {
            var before = await context.APIRequest.GetAsync(address);
            address = link.StartsWith('/') ? new Uri(before.Url).AbsolutePath + link : await AddressOf(link, before);
        }
        await Go(address);
    }

    /// <summary>Read without a browser, which would paint every page on the way.</summary>
    static async Task<string> AddressOf(string link, IAPIResponse page)
    {
        using var read = await new HtmlParser().ParseDocumentAsync(await page.TextAsync());
        return read.QuerySelector(link)?.GetAttribute("href") ?? throw new InvalidOperationException($"There is no {link} on {page.Url}.");
    }

    public string Path => new Uri(Page.Url).AbsolutePath;

    public Task<string> Heading => Page.Locator("h1").InnerTextAsync();

    /// <summary>Presses a button or link by the words on it.</summary>
    public Task Press(string words) =>
        Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Or(Page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true })).First.ClickAsync();

    /// <summary>Types into the field with that label.</summary>
    public Task Type(string label, string text) => Page.GetByLabel(label, new() { Exact = false }).FillAsync(text);

    /// <summary>Chooses or ticks what has that label.</summary>
    public Task Choose(string label) => Page.GetByLabel(label, new() { Exact = true }).First.CheckAsync(new() { Force = true });

    /// <summary>Presses Tab until the focus is there.</summary>
    public async Task TabTo(string selector)
    {
        for (var i = 0; i < 100; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector)) return;
        }
        Assert.Fail($"Tab never came to {selector} on {Page.Url}.");
    }

    /// <summary>Sends a filled form twice at the same moment, as a nervous double press does; where each was led to.</summary>
    public async Task<IReadOnlyList<string>> SendTwice(string form)
    {
        var (action, fields) = (await Page.Locator(form).First.GetAttributeAsync("action"), context.APIRequest.CreateFormData());
        foreach (var input in await Page.Locator($"{form} input, {form} select").AllAsync())
            if (await input.GetAttributeAsync("type") is not ("radio" or "checkbox") || await input.IsCheckedAsync())
                fields.Append((await input.GetAttributeAsync("name"))!, await input.InputValueAsync());
        var sent = await Task.WhenAll(Send(), Send());
        return [.. sent.Select(a => a.Headers.GetValueOrDefault("location", $"{a.Status}"))];

        Task<IAPIResponse> Send() => context.APIRequest.PostAsync(action is null or "" ? Path : action, new()
        {
            Form = fields,
            MaxRedirects = 0,
            Headers = [new("Origin", new Uri(Page.Url).GetLeftPart(UriPartial.Authority))], // as the browser would
        });
    }

    public async Task Sees(string text) => await Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public async Task SeesHeading(string text) => await Assertions.Expect(Page.Locator("h1")).ToContainTextAsync(text);

    /// <summary>axe finds nothing against WCAG 2.1 AA.</summary>
    public async Task MeetsWcag()
    {
        await Page.EvaluateAsync(Axe);
        var breaches = await Page.EvaluateAsync<string[]>(Breaches);
        Assert.True(breaches.Length == 0, $"{Page.Url}\n{string.Join('\n', breaches)}");
    }

    /// <summary>Nothing sticks out to the right: a phone scrolls one way only.</summary>
    public async Task FitsItsScreen() => Assert.True(
        await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        $"{Page.Url} is wider than the screen: " + await Page.EvaluateAsync<string>(
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-scroll')).slice(0, 3).map(e => e.outerHTML.slice(0, 200)).join('\\n')"));

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
