using System.Diagnostics;
using System.Runtime.CompilerServices;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Session;

/// <summary>Logging in at a real OpenID provider: authorization code, PKCE, nonce.</summary>
public class LogInTests(City city, LogInTests.WithProvider village) : IClassFixture<LogInTests.WithProvider>
{
    [Fact]
    public async Task Who_logs_in_at_the_provider_comes_back_to_the_page_that_was_asked_for_as_who_the_provider_says()
    {
        await using var coordinator = await city.Visit(null, at: village.Address);
        await coordinator.Go("/processes?tab=Open");
        Assert.Equal("/log-in", coordinator.Path);

        await coordinator.Press("Kirjaudu");
        await coordinator.Page.FillAsync("input[name='login']", "kaisa");
        await coordinator.Page.FillAsync("input[name='password']", "any");
        await coordinator.Page.ClickAsync("button[type='submit']");
        await coordinator.Page.ClickAsync("button[type='submit']"); // the provider's own question: may the pages know you?

        await Assertions.Expect(coordinator.Page.Locator(".who")).ToContainTextAsync("Kaisa Provider");
        await Assertions.Expect(coordinator.Page.Locator(".who")).ToContainTextAsync("koordinaattori");
        Assert.EndsWith("/processes?tab=Open", coordinator.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_nobody_asked_for_logs_nobody_in()
    {
        await using var stranger = await city.Visit(null, at: village.Address);

        await stranger.Go("/log-in/answer?code=stolen&state=made-up");

        await stranger.Sees("Kirjautuminen ei onnistunut");
        await stranger.MeetsWcag();
    }

    [Fact]
    public async Task After_logging_in_one_is_led_to_this_site_alone()
    {
        await using var stranger = await city.Visit(null);
        await stranger.Go("/log-in?to=//elsewhere.invalid/");

        await stranger.Page.ClickAsync("button[value='planner']");

        Assert.Equal(city.Address.Authority, new Uri(stranger.Page.Url).Authority);
    }

    /// <summary>An application that believes a provider started for it.</summary>
    public sealed class WithProvider : Village
    {
        Process? provider;

        /// <summary>As on the wall: the provider's tokens and the browser's cookies know no other.</summary>
        protected override DateTime Begins => HelsinkiTime.WallClockOf(TimeProvider.System.GetUtcNow());

        protected override async Task<IReadOnlyDictionary<string, string?>> Settings(Uri address)
        {
            var folder = Path.Combine(Here(), "provider");
            provider = Process.Start(new ProcessStartInfo("node", ["provider.mjs", new Uri(address, "/log-in/answer").ToString()])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            provider.ErrorDataReceived += (_, _) => { }; // its warnings, read so that it never waits for us
            provider.BeginErrorReadLine();
            var authority = await provider.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The provider did not start: run npm ci in {folder}.");
            return new Dictionary<string, string?> { ["Oidc:Authority"] = authority };
        }

        static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

        public override async ValueTask DisposeAsync()
        {
            provider?.Kill(entireProcessTree: true);
            provider?.Dispose();
            await base.DisposeAsync();
        }
    }
}
