using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Supervision;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Supervision;

public class SessionsTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly CancellationToken None = CancellationToken.None;

    readonly CentreCode centre = new($"centre {New()}");
    readonly PeerWorkerId worker = new(New());
    readonly UserId supervisor = new(New());

    SessionPlanned Planned(DateOnly on, SupervisionPurpose purpose = SupervisionPurpose.Supervision) =>
        new(centre, on, new(15, 0), SupervisionForm.Group, purpose, supervisor);

    async Task<Guid> Session(DateOnly on, params object[] more)
    {
        var session = New();
        await database.Record(session, [Planned(on), .. more]);
        return session;
    }

    Task Agree(DateOnly from, DateOnly until)
    {
        var agreement = new AgreementId(New());
        return database.Record(worker.Value, new AgreementDrafted(agreement, 20m, from, until, "C-1", "E-1"),
            new AgreementCovers(agreement, centre, WorkKind.PeerSupport), new AgreementCovers(agreement, centre, WorkKind.AitoValittajaMeeting),
            new AgreementSigned(agreement, from));
    }

    async Task<(BoardCell Cell, bool Active)[]> Board(int year) =>
        [.. Assert.Single(await Sessions.Board(database.Source, year, [centre], None)).Months.Select(m => (m.Cell, m.Active))];

    async Task<bool> IsOverdue(DateOnly today) => (await Sessions.Overdue(database.Source, [centre], today, None)).Any(r => r.Worker == worker);
    async Task<bool> IsTwoMonthsWithout(DateOnly today) =>
        (await Sessions.TwoMonthsWithout(database.Source, [centre], today, None)).Any(r => r.Worker == worker);

    [Fact]
    public async Task A_session_has_its_participants_and_moves()
    {
        var session = await Session(May4, new WorkerInvited(worker), new WorkerAttended(worker), new AttendanceTakenBack(worker),
            new SessionMoved(May4.AddDays(7), new(9, 30)));

        var row = (await Sessions.One(database.Source, new(session), None))!;

        Assert.Equal((centre, May4.AddDays(7), new TimeOnly(9, 30), SupervisionForm.Group, SupervisionPurpose.Supervision, supervisor, false),
            (row.Centre, row.On, row.Start, row.Form, row.Purpose, row.Supervisor, row.Cancelled));
        Assert.Equal([new(worker, Invited: true, Attended: false)], row.Participants);
    }

    [Fact]
    public async Task Sessions_are_listed_by_centre_worker_and_days()
    {
        var first = await Session(May4);
        var second = await Session(May4.AddDays(1), new WorkerInvited(worker));

        async Task<IEnumerable<Guid>> List(SessionFilter filter, bool newestFirst = false) =>
            (await Sessions.List(database.Source, filter, newestFirst, new(), None)).Rows.Select(r => r.Session.Value);

        Assert.Equal([first, second], await List(new([centre])));
        Assert.Equal([second, first], await List(new([centre]), newestFirst: true));
        Assert.Equal([second], await List(new(Worker: worker)));
        Assert.Equal([first], await List(new([centre], Until: May4)));
        Assert.Equal([second], await List(new([centre], From: May4.AddDays(1))));
    }

    [Fact]
    public async Task The_board_shows_a_years_months()
    {
        await Agree(new(2026, 3, 31), new(2026, 6, 1));
        await Session(new(2026, 3, 31), new WorkerAttended(worker));
        await Session(new(2026, 4, 1), new WorkerInvited(worker));
        await Session(new(2026, 6, 30), new WorkerAttended(worker), new SessionCancelled());
        await database.Record(New(), Planned(new(2026, 6, 30), SupervisionPurpose.WellbeingSupport), new WorkerAttended(worker));

        (BoardCell, bool) none = (BoardCell.NoAgreement, false);
        Assert.Equal(
            [
                none, none, (BoardCell.Attended, true), (BoardCell.Invited, true), (BoardCell.None, true), (BoardCell.None, true),
                none, none, none, none, none, none,
            ], await Board(2026));
        Assert.Empty(await Sessions.Board(database.Source, 2027, [centre], None));
    }

    [Fact]
    public async Task Whoever_missed_the_last_whole_month_is_overdue_until_they_attend()
    {
        await Agree(new(2026, 4, 1), new(2026, 12, 31));
        Assert.True(await IsOverdue(May4));
        Assert.False(await IsTwoMonthsWithout(May4));
        Assert.True(await IsTwoMonthsWithout(new(2026, 6, 1)));

        await Session(new(2026, 4, 30), new WorkerAttended(worker));

        Assert.False(await IsOverdue(May4));
        Assert.True(await IsOverdue(new(2026, 6, 30)));
        Assert.False(await IsTwoMonthsWithout(new(2026, 6, 30)));
        Assert.Equal(new DateOnly(2026, 4, 30), Assert.Single(await Sessions.Overdue(database.Source, [centre], new(2026, 6, 1), None)).LastAttended);
    }

    [Fact]
    public async Task Whoever_had_no_agreement_that_month_is_not_overdue()
    {
        await Agree(new(2026, 5, 1), new(2026, 12, 31));
        Assert.False(await IsOverdue(May4));
    }
}
