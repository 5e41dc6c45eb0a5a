using Helsinki.PeerWork.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>The application behind Kestrel on a port, for what is Kestrel's to say.</summary>
public sealed class PortHost : ApiHost
{
    WebApplication app = null!;

    protected override async Task<IHost> Start(WebApplicationBuilder builder)
    {
        app = builder.Build();
        PeerWorkApp.Use(app);
        await app.StartAsync();
        return app;
    }

    public override HttpClient Anybody() => new() { BaseAddress = new(app.Urls.First()) };

    public override async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await base.DisposeAsync();
    }
}
