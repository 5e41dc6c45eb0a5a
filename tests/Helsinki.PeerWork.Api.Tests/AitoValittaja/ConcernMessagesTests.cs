using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>What becomes of a notice when something dies, fails, or is there twice.</summary>
public sealed class ConcernMessagesTests : IAsyncLifetime
{
    Hook hook = null!;
    NoticeHost host = null!;

    public async ValueTask InitializeAsync()
    {
        hook = await Hook.Start();
        host = new(hook);
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await hook.DisposeAsync();
    }

    [Fact]
    public async Task A_command_that_fails_leaves_no_message()
    {
        var process = await host.Process();

        var failed = await Assert.ThrowsAsync<PostgresException>(() => host.Run(async act =>
        {
            await act.Load(AitoValittajaDecider.Decider, process.Value);
            act.Also(new NpgsqlBatchCommand("select 1 / 0"));
            return act.Decide(AitoValittajaDecider.Decider, process.Value, new RaiseConcern(new(Guid.CreateVersion7()), ConcernCategory.Other))
                ?? Reply.NoContent;
        }));

        Assert.Equal(PostgresErrorCodes.DivisionByZero, failed.SqlState);
        Assert.Equal([0L], await host.Database.Query<long>("select count(*) from wolverine.wolverine_incoming_envelopes"));
        Assert.Equal([0L], await host.Database.Query<long>("select count(*) from peerwork.concern_notice"));
        Assert.Empty(hook.Got);
    }

    [Fact]
    public async Task A_notice_is_told_though_the_program_died_between_its_commit_and_the_sending()
    {
        await host.Stand();
        await host.Worry(await host.Process());
        Assert.Equal(1, await host.Messages("Incoming"));
        await host.Die();

        await using var another = new NoticeHost(hook, on: host);
        await another.InitializeAsync();
        await another.UntilSent(1);

        Assert.Single(hook.Got);
    }

    [Fact]
    public async Task A_message_its_living_owner_has_lost_sight_of_is_found_again()
    {
        await host.Stand();
        await host.Worry(await host.Process());

        await host.GoOn();
        await host.UntilSent(1);

        Assert.Single(hook.Got);
    }

    [Fact]
    public async Task Of_two_instances_one_sends()
    {
        await using var another = new NoticeHost(hook, on: host);
        await another.InitializeAsync();
        var process = await host.Process();
        for (var n = 0; n < 5; n++) await host.Worry(process);

        await host.UntilSent(5);
        await Task.WhenAll(host.Tick(), another.Tick());
        await Task.Delay(3 * NoticeHost.Moment);

        Assert.Equal(5, hook.Got.Count);
    }

    [Fact]
    public async Task Where_the_past_is_told_nobody_is_told_and_nothing_scheduled_and_the_program_that_comes_after_tells_what_is_still_open()
    {
        await using var past = new NoticeHost(hook, tells: false);
        await past.InitializeAsync();
        var process = await past.Process();
        await past.Worry(process);
        var seen = await past.Worry(process);
        await past.Decide(process, new AcknowledgeConcern(seen));
        Assert.Equal([0L], await past.Database.Query<long>("select count(*) from wolverine.wolverine_incoming_envelopes"));
        Assert.Equal([0L], await past.Database.Query<long>("select count(*) from wolverine.wolverine_nodes"));

        await using var after = new NoticeHost(hook, on: past);
        await after.InitializeAsync();
        await after.Tick();
        await after.Tick();
        await after.UntilSent(1);

        Assert.Single(hook.Got);
        Assert.Equal([1L], await past.Database.Query<long>("select count(*) from peerwork.concern_notice"));
    }

    [Fact]
    public async Task A_mail_server_that_was_away_gets_each_notice_once_when_it_is_back()
    {
        await using var mail = new MailServer();
        await using var mailed = new NoticeHost(null)
            .With("Notices:Smtp:Host", "127.0.0.1").With("Notices:Smtp:Port", $"{mail.Port}").With("Notices:Smtp:Tls", "false")
            .With("Notices:Smtp:From", "peerwork@example.org").With("Notices:Smtp:Team:Malmi", "team@example.org");
        await mailed.InitializeAsync();
        await mailed.Worry(await mailed.Process());
        await Until.True(async () => await mailed.Messages("Scheduled") == 1);

        mail.Start();
        await mailed.UntilSent(1);

        Assert.Contains("Palvelupisteess", Assert.Single(mail.Got), StringComparison.Ordinal);
        Assert.Equal(0, await mailed.Messages("Scheduled"));
    }

    [Fact]
    public async Task What_can_not_be_sent_is_shown_to_the_administrator_without_a_person_and_goes_when_it_is_tried_again()
    {
        await using var mail = new MailServer();
        mail.Start();
        await using var mailed = new NoticeHost(null)
            .With("Notices:Smtp:Host", "127.0.0.1").With("Notices:Smtp:Port", $"{mail.Port}").With("Notices:Smtp:Tls", "false")
            .With("Notices:Smtp:From", "peerwork@example.org").With("Notices:Smtp:Team:Laakso", "laakso@example.org");
        await mailed.InitializeAsync();
        await mailed.Worry(await mailed.Process());
        using var client = mailed.As("administrator");
        var administrator = new Asking(client);

        var shown = default(Answer)!;
        await Until.True(async () => (shown = await administrator.Get("/api/upkeep/undelivered")).Body.GetArrayLength() == 1);
        var letter = shown.Body[0];
        Assert.Equal(
            ["Team", "K-0001", "Malmi", "NoWay"], ((string[])["for", "process", "centre", "why"]).Select(p => letter.GetProperty(p).GetString()));

        mailed.Services.GetRequiredService<NoticeOptions>().Smtp!.Team["Malmi"] = "malmi@example.org";
        Assert.Equal(202, (await administrator.Post($"/api/upkeep/undelivered/{letter.GetProperty("id").GetGuid()}/retry", new { })).Status);
        await mailed.UntilSent(1);

        Assert.Single(mail.Got);
        Assert.Equal(0, (await administrator.Get("/api/upkeep/undelivered")).Body.GetArrayLength());
    }

    [Fact]
    public async Task A_database_whose_message_tables_are_not_as_they_must_be_is_not_served()
    {
        await Messages.MustMatch(host.Services, default);
        await host.Database.Execute("alter table wolverine.wolverine_dead_letters drop column source");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Messages.MustMatch(host.Services, default));
    }
}
