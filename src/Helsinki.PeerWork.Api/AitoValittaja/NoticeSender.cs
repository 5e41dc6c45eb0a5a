using System.Net;
using System.Net.Mail;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>How notices go out: by webhook, by e-mail, by both, or not at all.</summary>
public sealed class NoticeOptions
{
    /// <summary>Where concerns are seen after logging in; stands in every notice.</summary>
    public Uri? Link { get; init; }

    /// <summary>Gets each notice as a POST of JSON.</summary>
    public Uri? Webhook { get; init; }
    public SmtpOptions? Smtp { get; init; }
}

public sealed class SmtpOptions
{
    public required string Host { get; init; }
    public int Port { get; init; } = 25;
    public bool Tls { get; init; } = true;
    public string? UserName { get; init; }
    public string? Password { get; init; }
    public required string From { get; init; }

    /// <summary>The professional teams' addresses, by centre code.</summary>
    public Dictionary<string, string> Team { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The coordinators' addresses, by centre code.</summary>
    public Dictionary<string, string> Coordinator { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public string? AddressOf(NoticeFor to, CentreCode centre) => (to is NoticeFor.Team ? Team : Coordinator).GetValueOrDefault(centre.Value);
}

/// <summary>Sends a notice by every way that is configured.</summary>
public sealed partial class NoticeSender(NoticeOptions options, ILogger<NoticeSender> log)
{
    static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public Uri? Link => options.Link;

    /// <returns>True when it went by every configured way there is for it; false when it is to be tried again.</returns>
    public async Task<bool> Send(ConcernNotice notice, CancellationToken ct)
    {
        var address = options.Smtp?.AddressOf(notice.For, notice.Centre);
        if (options.Webhook is null && address is null) return false;
        try
        {
            if (options.Webhook is { } webhook)
            {
                using var response = await Http.PostAsJsonAsync(webhook, notice, Json.Options, ct);
                response.EnsureSuccessStatusCode();
            }
            if (address is not null) await Mail(options.Smtp!, address, notice, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A mistyped address or a mail server's bad certificate must not keep the other centres' notices from going.
            LogFailed(e, notice.Centre);
            return false;
        }
    }

    static async Task Mail(SmtpOptions smtp, string address, ConcernNotice notice, CancellationToken ct)
    {
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Tls };
        if (smtp.UserName is { } user) client.Credentials = new NetworkCredential(user, smtp.Password);
        using var message = new MailMessage(smtp.From, address, $"Turvallisuushuoli / Säkerhetsoro: {notice.Centre}", $"""
            Palvelupisteessä {notice.Centre} on turvallisuushuoli, jota kukaan ei ole vielä kuitannut. Kirjaudu ja katso.
            Vid {notice.Centre} finns en säkerhetsoro som ingen har kvitterat ännu. Logga in och se efter.

            {notice.Link}
            """);
        await client.SendMailAsync(message, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notice of a safety concern at {Centre} did not go out; it is tried again.")]
    partial void LogFailed(Exception exception, CentreCode centre);
}
