using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Hours;

public class MonthsTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly DateOnly May31 = new(2026, 5, 31);
    static readonly CancellationToken None = CancellationToken.None;

    readonly CentreCode here = new($"here {New()}");
    readonly CentreCode there = new($"there {New()}");
    readonly PeerWorkerId worker = new(New());
    readonly EntryId entry = new(New());
    Guid Month => HoursStream.IdOf(worker, 2026, 5);

    Work Paid(CentreCode? centre = null, int minutes = 90) =>
        new(May4, new(10, 0), minutes, centre ?? here, WorkKind.PeerSupport, EngagementForm.FeeForService, new AgreementId(worker.Value), 20m, "336");

    LineExported Line(LineId line, decimal amount, LineId? reverses = null) =>
        new(line, new(New()), entry, here, WorkKind.PeerSupport, May4, amount < 0 ? -90 : 90, 20m, amount, "336", reverses);

    Task Record(params object[] events) => database.Record(Month, events);
    Task Open(params object[] more) => Record([new MonthOpened(worker, 2026, 5), new HoursRecorded(entry, Paid()), .. more]);

    async Task<IReadOnlyList<MonthRow>> Overview(WaitsFor? waits = null, params CentreCode[] centres) =>
        (await MonthsWaiting.Overview(database.Source, new(2026, 5, centres is [] ? [here, there] : centres, waits is { } w ? [w] : null),
            new(MonthColumn.Centre), new(), None)).Rows;

    async Task<EntryState?> State() => (await Months.EntriesOf(database.Source, worker, 2026, 5, None)).SingleOrDefault()?.State;
    async Task<bool> IsCandidate(DateOnly until) => (await PayrollLines.ExportCandidates(database.Source, until, None)).Contains(Month);

    [Fact]
    public async Task A_month_waits_for_declaration_approval_and_export_in_turn()
    {
        async Task<WaitsFor> Waits() => Assert.Single(await Overview()).WaitsFor;
        var line = new LineId(New());

        await Open();
        Assert.Equal(WaitsFor.Worker, await Waits());
        await Record(new MonthDeclared(May31));
        Assert.Equal((WaitsFor.Coordinators, EntryState.Open), (await Waits(), await State()));
        await Record(new PartApproved(here));
        Assert.Equal((WaitsFor.PayrollExport, EntryState.Approved), (await Waits(), await State()));
        await Record(Line(line, 30m));
        Assert.Equal((WaitsFor.PayrollAnswer, EntryState.Sent), (await Waits(), await State()));
        await Record(new LineRejected(line, RejectionReason.PayeeUnknown));
        Assert.Equal((WaitsFor.PayrollExport, EntryState.Rejected), (await Waits(), await State()));
        var again = new LineId(New());
        await Record(Line(again, 30m));
        Assert.Equal((WaitsFor.PayrollAnswer, EntryState.Sent), (await Waits(), await State()));
        await Record(new LineAccepted(again));
        Assert.Equal((WaitsFor.Nobody, EntryState.Accepted), (await Waits(), await State()));
    }

    [Fact]
    public async Task What_payroll_rejected_is_no_longer_rejected_once_it_is_corrected()
    {
        var line = new LineId(New());
        await Open(new MonthDeclared(May31), new PartApproved(here), Line(line, 30m), new LineRejected(line, RejectionReason.AmountWrong));
        Assert.Equal(EntryState.Rejected, await State());

        await Record(new HoursCorrected(entry, Paid(minutes: 60)));
        Assert.Equal(EntryState.Open, await State());
        await Record(new PartApproved(here));

        Assert.Equal(EntryState.Approved, await State());
    }

    [Fact]
    public async Task A_supplement_waits_for_an_approval_of_its_own()
    {
        await Open(new MonthDeclared(May31), new PartApproved(here), Line(new(New()), 30m));

        await Record(new HoursRecorded(new(New()), Paid(minutes: 60) with { Start = new(15, 0) }));

        var row = Assert.Single(await Overview());
        Assert.Equal((WaitsFor.Coordinators, 1, 2, 150, 50m), (row.WaitsFor, row.Unapproved, row.Entries, row.Minutes, row.Fee));
    }

    [Fact]
    public async Task Each_centre_has_its_part()
    {
        await Open(new HoursRecorded(new(New()), Paid(there) with { Start = new(15, 0) }), new MonthDeclared(May31), new PartApproved(there));

        Assert.Equal([(here, WaitsFor.Coordinators), (there, WaitsFor.PayrollExport)], (await Overview()).Select(r => (r.Centre, r.WaitsFor)));
        Assert.Equal(here, Assert.Single(await Overview(WaitsFor.Coordinators)).Centre);
        Assert.Equal("user-1", Assert.Single(await Overview(null, there)).ApprovedBy);
        foreach (var column in Enum.GetValues<MonthColumn>())
            Assert.Equal(2, (await MonthsWaiting.Overview(database.Source, new(2026, 5, [here, there]), new(column), new(1, 1), None)).Total);
    }

    [Fact]
    public async Task Whoever_has_an_agreement_that_month_but_has_declared_nothing_is_seen()
    {
        var agreement = new AgreementId(New());
        await database.Record(worker.Value, new AgreementDrafted(agreement, 20m, May31, May31.AddYears(1), "C-1", "E-1"),
            new AgreementCovers(agreement, here, WorkKind.PeerSupport), new AgreementSigned(agreement, May4));

        var row = Assert.Single(await Overview());
        Assert.Equal((worker, null, WaitsFor.Worker, 0), (row.Worker, row.Stream, row.WaitsFor, row.Entries));

        await Record(new MonthOpened(worker, 2026, 5), new MonthDeclared(May31));
        Assert.Equal(WaitsFor.Nobody, Assert.Single(await Overview()).WaitsFor);
    }

    async Task<IReadOnlyList<MonthRow>> Rows(int year, int month) =>
        [.. (await MonthsWaiting.Overview(database.Source, new(year, month), new(MonthColumn.Worker, false), new(1, 50), None)).Rows.Where(r =>
            r.Worker == worker)];

    [Fact]
    public async Task A_returned_part_undeclares_the_month_and_says_why_until_it_is_declared_again()
    {
        await Open(new MonthDeclared(May31), new PartReturned(here, ReturnReason.WrongDay));

        var row = Assert.Single(await Rows(2026, 5));
        Assert.Equal((2026, 5, null, here, ReturnReason.WrongDay, WaitsFor.Worker),
            (row.Year, row.Month, row.DeclaredOn, row.ReturnedBy, row.ReturnReason, row.WaitsFor));

        await Record(new MonthDeclared(May31));
        row = Assert.Single(await Rows(2026, 5));
        Assert.Equal((May31, null, null, 30m), (row.DeclaredOn, row.ReturnedBy, row.ReturnReason, row.Fee));
    }

    [Fact]
    public async Task An_entry_moved_to_another_month_stands_there_and_no_longer_here()
    {
        await Open(new HoursWithdrawn(entry));
        await database.Record(HoursStream.IdOf(worker, 2026, 4), new MonthOpened(worker, 2026, 4),
            new HoursRecorded(entry, Paid() with { On = new(2026, 4, 30) }));

        Assert.Null(await State());
        Assert.Equal(entry, Assert.Single(await Months.EntriesOf(database.Source, worker, 2026, 4, None)).Entry);
        Assert.Equal(30m, Assert.Single(await Rows(2026, 4)).Fee);
        Assert.Empty(await Rows(2026, 5));
    }

    [Fact]
    public async Task Unpaid_hours_are_approved_and_never_wait_for_an_export()
    {
        await Open(new HoursCorrected(entry, Paid() with { Form = EngagementForm.Volunteer, Agreement = null, Rate = null, IncomeType = null }),
            new MonthDeclared(May31), new PartApproved(here));

        Assert.Equal(EntryState.Approved, await State());
        Assert.Equal(WaitsFor.Nobody, Assert.Single(await Overview()).WaitsFor);
        Assert.False(await IsCandidate(May31));
    }

    [Fact]
    public async Task A_month_is_a_candidate_from_its_first_day_until_payroll_knows_it_all()
    {
        await Open(new MonthDeclared(May31), new PartApproved(here));
        Assert.False(await IsCandidate(new(2026, 4, 30)));
        Assert.True(await IsCandidate(May31));

        await Record(Line(new(New()), 30m));
        Assert.False(await IsCandidate(May31));
    }

    [Fact]
    public async Task When_payroll_refuses_both_lines_of_a_correction_the_month_is_a_candidate_again()
    {
        var (first, reversal, second) = (new LineId(New()), new LineId(New()), new LineId(New()));
        await Open(new MonthDeclared(May31), new PartApproved(here), Line(first, 30m), new LineAccepted(first));
        await Record(new HoursCorrected(entry, Paid(there)), new PartApproved(there), Line(reversal, -30m, first),
            Line(second, 30m) with { Centre = there });
        Assert.False(await IsCandidate(May31));

        await Record(new LineRejected(reversal, RejectionReason.Other), new LineRejected(second, RejectionReason.Other));

        Assert.True(await IsCandidate(May31));
        Assert.Equal(EntryState.Rejected, await State());
    }

    [Fact]
    public async Task An_entry_corrected_back_to_what_was_reversed_is_to_be_exported_again()
    {
        var (first, reversal, second) = (new LineId(New()), new LineId(New()), new LineId(New()));
        await Open(new MonthDeclared(May31), new PartApproved(here), Line(first, 30m), new LineAccepted(first));
        await Record(new HoursCorrected(entry, Paid(there)), new PartApproved(there), Line(reversal, -30m, first),
            Line(second, 30m) with { Centre = there },
            new LineAccepted(reversal), new LineAccepted(second));
        Assert.Equal(EntryState.Accepted, await State());

        await Record(new HoursCorrected(entry, Paid(here)), new PartApproved(here));

        Assert.Equal(EntryState.Approved, await State());
        Assert.Equal(1, Assert.Single(await Overview()).ToExport);
    }

    /// <summary>The read model says in SQL what the month's decider says: held together by any histories the decider allows.</summary>
    [Theory, Seeds(1, 2, 3, 4, 5, 6)]
    public async Task Any_history_reads_as_its_decider_knows_it(int seed)
    {
        var random = new Random(seed);
        for (var history = 0; history < 4; history++)
        {
            var who = new PeerWorkerId(New());
            var stream = HoursStream.IdOf(who, 2026, 5);
            var entries = Enumerable.Range(0, 3).Select(_ => new EntryId(New())).ToArray();
            var terms = new Terms(new(New()), EngagementForm.FeeForService, 20m);
            var state = HoursDecider.Decider.Initial;
            for (var step = 0; step < 40; step++)
            {
                var decision = HoursDecider.Decider.Decide(Command(), state);
                if (decision.Events is not { IsDefaultOrEmpty: false } events) continue;
                await database.Record(stream, [.. events]);
                state = events.Aggregate(state, HoursDecider.Decider.Evolve);
                await ReadsAs((HoursState.Opened)state, who, stream);
            }

            HoursCommand Command()
            {
                var centre = random.Next(2) == 0 ? here : there;
                var known = entries[random.Next(entries.Length)];
                var work = new ReportedWork(new(2026, 5, random.Next(1, 31)), new(random.Next(6, 20), 0), 60, centre, WorkKind.PeerSupport,
                    random.Next(5) == 0 ? EngagementForm.Volunteer : EngagementForm.FeeForService);
                var due = work.Form is EngagementForm.FeeForService ? terms : new Terms(null, work.Form, null);
                return random.Next(12) switch
                {
                    0 or 1 => new HoursCommand.RecordHours(who, 2026, 5, known, work, due, "336", May31),
                    2 or 3 => new HoursCommand.CorrectHours(known, work, due, "336", May31),
                    4 => new HoursCommand.WithdrawHours(known),
                    5 => new HoursCommand.Declare(who, 2026, 5, May31),
                    6 or 7 => new HoursCommand.ApprovePart(centre, OwnHours: false),
                    8 => random.Next(4) == 0 ? new HoursCommand.ReturnPart(centre, ReturnReason.Other) : new HoursCommand.WithdrawApproval(centre),
                    9 or 10 => new HoursCommand.Export(new(New()), Handover.UpTo(new(2026, 5, random.Next(10, 32)), PayNatures.None)),
                    _ => new HoursCommand.Answer(Answers()),
                };
            }

            IReadOnlyList<LineAnswer> Answers() => state is HoursState.Opened opened
                ? [.. opened.Entries.Values.SelectMany(e => e.Lines).Where(l => l.Awaits && random.Next(3) > 0)
                    .Select(l => new LineAnswer(l.Id, random.Next(3) == 0 ? RejectionReason.AmountWrong : null))]
                : [];
        }
    }

    async Task ReadsAs(HoursState.Opened state, PeerWorkerId who, Guid stream)
    {
        var rows = (await Months.EntriesOf(database.Source, who, 2026, 5, None)).ToDictionary(r => r.Entry);
        foreach (var known in state.Entries.Values)
        {
            var row = rows.GetValueOrDefault(known.Id);
            Assert.Equal(known.NeedsApproval, row?.State is EntryState.Open);
            Assert.Equal(known.Waits, row?.State is EntryState.AwaitsAnswer);
            if (known.Stands) Assert.Equal((known.Work.Fee(), known.Work.Minutes), (row!.Fee, row.Minutes));
            if (known.IsDue) Assert.Contains(row!.State, new[] { EntryState.Approved, EntryState.Rejected });
        }
        foreach (var part in await Overview())
            if (part.Worker == who)
            {
                Assert.Equal(state.Unapproved(part.Centre).Count, part.Unapproved);
                Assert.Equal(state.Entries.Values.Count(e => e.Work.Centre == part.Centre && (e.Waits || e.IsDue)), part.ToExport);
                Assert.Equal(state.Entries.Values.Count(e => e.Work.Centre == part.Centre && e.IsDue), part.Due);
                Assert.Equal(state.Standing.Where(e => e.Work.Centre == part.Centre).Sum(e => e.Work.Fee()), part.Fee);
                Assert.Equal(Lines(l => l.Line.Centre == part.Centre), part.Lines);
                Assert.Equal(Lines(l => l.Line.Centre == part.Centre && l.Awaits), part.Unanswered);
            }
        var open = (await MonthsWaiting.Open(database.Source, [here, there], new(2026, 5, 1), new(2026, 5, 1), None)).SingleOrDefault();
        Assert.True(open?.Unanswered >= Lines(l => l.Awaits) || Lines(l => l.Awaits) == 0);
        var waiting = (await MonthsWaiting.WaitingForPeople(database.Source, [here, there], who, new(2026, 5, 1), None)).ToDictionary(r => r.Centre);
        foreach (var centre in (CentreCode[])[here, there])
        {
            var (unapproved, declared) = (state.Unapproved(centre).Count, state.Declaration is Declaration.Declared);
            if (declared) Assert.Equal(unapproved, waiting.GetValueOrDefault(centre)?.Unapproved ?? 0);
            else if (unapproved > 0) Assert.Equal((WaitsFor.Worker, unapproved), (waiting[centre].WaitsFor, waiting[centre].Unapproved));
        }
        if (state.HasLinesToExport(Handover.UpTo(May31, PayNatures.None)))
            Assert.Contains(stream, await PayrollLines.ExportCandidates(database.Source, May31, None));

        int Lines(Func<ExportedLine, bool> which) => state.Entries.Values.SelectMany(e => e.Lines).Count(which);
    }
}
