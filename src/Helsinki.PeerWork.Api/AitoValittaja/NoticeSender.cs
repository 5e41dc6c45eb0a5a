using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

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

/// <summary>That there is a safety concern, and nothing of what it is: no category, no process, no person.</summary>
/// <param name="Link">Where the concern is seen after logging in; null when none is configured.</param>
public sealed record ConcernNotice(NoticeFor For, CentreCode Centre, Uri? Link);

/// <summary>Sends a notice by every way that is configured.</summary>
public sealed partial class NoticeSender(NoticeOptions options, IHttpClientFactory clients, ILogger<NoticeSender> log)
{
    /// <summary>The webhook's client: <see cref="Notices"/> says how long it waits and how often it asks.</summary>
    internal const string Webhook = "notices";

    /// <summary>The port where a connection begins with TLS (RFC 8314); elsewhere it is asked for.</summary>
    const int ImplicitTls = 465;

    static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(10);

    public Uri? Link => options.Link;

    /// <returns>Null when it went by every configured way there is for it; else why not.</returns>
    public async Task<NotSent?> Send(ConcernNotice notice, CancellationToken ct)
    {
        var address = options.Smtp?.AddressOf(notice.For, notice.Centre);
        if (options.Webhook is null && address is null) return NotSent.NoWay;
        var by = NotSent.Webhook;
        try
        {
            if (options.Webhook is { } webhook)
            {
                using var http = clients.CreateClient(Webhook);
                using var response = await http.PostAsJsonAsync(webhook, notice, Json.Options, ct);
                response.EnsureSuccessStatusCode();
            }
            by = NotSent.Mail;
            if (address is not null) await Mail(options.Smtp!, address, notice, ct);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A mistyped address or a mail server's bad certificate must not keep the other centres' notices from going.
            LogFailed(e, notice.Centre);
            return by;
        }
    }

    static async Task Mail(SmtpOptions smtp, string address, ConcernNotice notice, CancellationToken ct)
    {
        using var message = new MimeMessage
        {
            Subject = $"Turvallisuushuoli / Säkerhetsoro: {notice.Centre}",
            Body = new TextPart(TextFormat.Plain)
            {
                Text = $"""
                    Palvelupisteessä {notice.Centre} on turvallisuushuoli, jota kukaan ei ole vielä kuitannut. Kirjaudu ja katso.
                    Vid {notice.Centre} finns en säkerhetsoro som ingen har kvitterat ännu. Logga in och se efter.

                    {notice.Link}
                    """,
            },
        };
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(MailboxAddress.Parse(address));
        using var client = new SmtpClient { Timeout = (int)MailPatience.TotalMilliseconds };
        await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp), ct);
        if (smtp is { UserName: { } user, Password: { } password }) await client.AuthenticateAsync(user, password, ct);
        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    static SecureSocketOptions Security(SmtpOptions smtp) => smtp switch
    {
        { Tls: false } => SecureSocketOptions.None,
        { Port: ImplicitTls } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notice of a safety concern at {Centre} did not go out; it is tried again.")]
    partial void LogFailed(Exception exception, CentreCode centre);
}
