using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>What stands between the application and whoever asks.</summary>
public sealed class TransportOptions
{
    /// <summary>The proxies whose word on scheme and address is believed, each an address or a network such as <c>10.1.0.0/24</c>.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];
}

/// <summary>HTTPS, named hosts and named proxies outside Development; safe headers on every answer, whoever made it.</summary>
static class Transport
{
    static readonly TimeSpan StrictFor = TimeSpan.FromDays(365);

    /// <summary>Nothing but data: no answer of the API is a page.</summary>
    const string DataAlone = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    const string TrustsEverybody = "FORWARDEDHEADERS_ENABLED";

    public static void AddTransport(this WebApplicationBuilder builder)
    {
        builder.Services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (StrictFor, true));
        var transport = builder.Configuration.GetSection("Transport").Get<TransportOptions>() ?? new();
        builder.Services.AddSingleton(transport).Configure<ForwardedHeadersOptions>(headers =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null; // as many as are named, and none behind the first that is not
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in transport.Proxies) headers.KnownIPNetworks.Add(NetworkOf(proxy));
        });
        if (builder.Environment.IsDevelopment()) return;
        if ((builder.Configuration["AllowedHosts"] ?? "*").Split(';').Any(host => host.Trim() is "" or "*"))
            throw new InvalidOperationException(
                "AllowedHosts must name the hosts people ask for, e.g. peerwork.hel.fi; with a semicolon between two.");
        if (builder.Configuration.GetValue<bool>(TrustsEverybody))
            throw new InvalidOperationException(
                $"ASPNETCORE_{TrustsEverybody} believes whoever asks. Name the proxies instead: Transport__Proxies__0=10.1.0.4.");
    }

    public static void UseTransport(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            // Whoever answers, and however often an answer is begun anew.
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = DataAlone;
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return next(http);
        });
        if (app.Services.GetRequiredService<TransportOptions>().Proxies.Count > 0) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
    }

    static IPNetwork NetworkOf(string proxy) =>
        IPAddress.TryParse(proxy, out var one) ? new(one, one.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : throw new InvalidOperationException($"Transport:Proxies: {proxy} is neither an address nor a network such as 10.1.0.0/24.");
}
