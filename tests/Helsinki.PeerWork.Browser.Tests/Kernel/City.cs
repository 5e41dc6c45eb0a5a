using System.Collections.Concurrent;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Demonstration;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Helsinki.PeerWork.Browser.Tests.Kernel.City))]

namespace Helsinki.PeerWork.Browser.Tests.Kernel;

/// <summary>
/// The demonstration as <c>./run</c> fills it, on Friday 20 November 2026 at ten, and a browser to visit it with. One for all tests: what a test
/// changes it makes itself, so that none stands in another's way.
/// </summary>
public sealed class City : IAsyncLifetime
{
    /// <summary>Milliseconds a condition is waited for: what is there is seen at once, and a machine under load is no failure.</summary>
    const float Patience = 60_000;

    /// <summary>The hour it is in every test.</summary>
    public static readonly DateTime Now = new(2026, 11, 20, 10, 0, 0);

    readonly TestDatabase database = new();
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-browser-").FullName;
    readonly ConcurrentDictionary<(string Persona, Uri At), Lazy<Task<string>>> loggedIn = [];
    WebApplication app = null!;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    public async ValueTask InitializeAsync()
    {
        // What the demonstration's own host reads too.
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        Environment.SetEnvironmentVariable(DataFolder.Variable, folder);
        await database.InitializeAsync();
        await SchemaScripts.Apply(database.Source, [typeof(PeerWorkApp).Assembly], default);
        var clock = new DemonstrationClock();
        clock.Set(Now);

        var builder = Serving.Builder("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = PeerWorkApp.Build(builder, database.Source, clock);
        await Serving.MakeReady(app, database.Source, default);
        await app.StartAsync();
        await CatchUp();

        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody of the demonstration in front of a browser of their own, logged in and on no page yet.</summary>
    /// <param name="persona">E.g. <c>therapist</c>; null: nobody, not logged in.</param>
    /// <param name="language">fi, sv or en.</param>
    /// <param name="script">False: JavaScript is switched off.</param>
    /// <param name="at">Of another application than the city's.</param>
    /// <param name="alone">A session nobody else has, for who ends it.</param>
    public async Task<Visitor> Visit(string? persona, string language = "fi", Screen screen = Screen.Desktop, bool script = true, Uri? at = null,
        bool alone = false)
    {
        var address = at ?? Address;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            StorageState = persona is null ? null : alone ? await LogIn(persona, address)
                : await loggedIn.GetOrAdd((persona, address), who => new(() => LogIn(who.Persona, who.At))).Value,
            ViewportSize = screen == Screen.Phone ? new() { Width = 390, Height = 800 } : new() { Width = 1280, Height = 900 },
            HasTouch = screen == Screen.Phone,
            Locale = language,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>Once for all who come as that persona: their cookies.</summary>
    async Task<string> LogIn(string persona, Uri at)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = at.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/log-in");
        await page.ClickAsync($"button[value='{persona}']");
        return await context.StorageStateAsync();
    }

    /// <summary>Somebody of the demonstration as a program asks: for what a test needs done by another, and puts away after itself.</summary>
    public HttpClient As(string persona)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TokenOf(persona));
        return client;
    }

    /// <summary>The same in the words of the demonstration, for what happened before a test begins; a rule that says no fails the test.</summary>
    /// <param name="worker">The peer worker whose record is their own, under a name of its own.</param>
    internal Person Ask(string persona, Guid? worker = null) =>
        new(new HttpClient { BaseAddress = Address }, TokenOf(persona, worker), refusal => throw new InvalidOperationException(refusal));

    string TokenOf(string persona, Guid? worker = null)
    {
        var (known, tokens) = (Persona.All.Single(p => p.Name == persona), DemonstrationTokens.In(folder, new OidcOptions().Audience));
        return worker is { } own ? tokens.TokenOf(known with { Name = $"{persona}-{own}", Centres = ["Malmi"] }, new PeerWorkerId(own)) : tokens.TokenOf(known);
    }

    /// <summary>The statistics know of everything recorded.</summary>
    public Task CatchUp() => app.Services.GetRequiredService<ProjectionDaemon>().CatchUp(default);

    static string Chromium() => Environment.GetEnvironmentVariable("CHROMIUM")
        ?? ((string[])["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No chromium: install it (Debian: apt install chromium), or say where it is in CHROMIUM.");
}

public enum Screen { Desktop, Phone }
