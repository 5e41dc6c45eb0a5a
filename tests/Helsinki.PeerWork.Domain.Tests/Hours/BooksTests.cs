using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

/// <summary>
/// Whatever happened on the way (corrections, withdrawals, returns, approvals taken back, rejections, exports again and again, rates amended
/// under two agreements, income types classed anew, work moved between two months): once everything is approved, exported and accepted, payroll's
/// books equal the months.
/// </summary>
public class BooksTests
{
    const int Seed = 20261127;

    static readonly DateOnly Beginning = new(2026, 4, 1);
    static readonly DateOnly MonthStart = new(2026, 5, 1);
    static readonly DateOnly MonthEnd = new(2026, 5, 31);
    static readonly CentreCode[] Centres = [Malmi, Aurora];
    static readonly WorkKind[] Kinds = [WorkKind.ExpertAppointment, WorkKind.Workshop, WorkKind.Supervision];

    public enum Act { NextDay, Amend, Class, Record, Correct, Withdraw, Move, Declare, Approve, Return, WithdrawApproval, Export, Accept, Reject }

    /// <param name="Month">4 or 5.</param>
    /// <param name="Rate">Cents an hour, of an amendment.</param>
    /// <param name="Pick">Chooses which line is answered, which day is meant, which kind.</param>
    public sealed record Step(Act Act, int Entry, int Centre, int Day, int Hour, int Minutes, int Rate, int Pick, int Month);

    static readonly Gen<Step> AnyStep =
        from act in Gen.Elements([.. Enum.GetValues<Act>(), Act.Record, Act.Correct, Act.Approve, Act.Export, Act.Accept, Act.Accept])
        from entry in Gen.Choose(1, 4)
        from centre in Gen.Choose(0, 1)
        from day in Gen.Choose(1, 6)
        from hour in Gen.Choose(8, 20)
        from minutes in Gen.Choose(1, 180)
        from rate in Gen.Elements(2000, 2235, 29, 1999)
        from pick in Gen.Choose(0, 99)
        from month in Gen.Elements(4, 5, 5)
        select new Step(act, entry, centre, day, hour, minutes, rate, pick, month);

    static readonly Arbitrary<Step[]> Histories = Arb.From(
        AnyStep.ArrayOf().Resize(180), steps => steps.Select((_, i) => steps.Where((_, j) => j != i).ToArray()));

    [Theory, Seeds(Seed)]
    public void Accepted_lines_sum_to_minutes_times_the_agreements_rate_of_the_day_of_whatever_stands(int seed) => Holds(seed, month =>
        Assert.Equal(month.Truth().Values.Sum(), AcceptedLines(month.History).Sum(l => l.Amount)));

    [Theory, Seeds(Seed)]
    public void The_accepted_lines_of_an_entry_net_to_its_fee(int seed) => Holds(seed, month =>
    {
        var truth = month.Truth();
        var books = AcceptedLines(month.History).ToLookup(l => l.Entry, l => l.Amount);
        foreach (var entry in truth.Keys.Union(books.Select(b => b.Key)))
            Assert.Equal(truth.GetValueOrDefault(entry), books[entry].Sum());
    });

    [Theory, Seeds(Seed)]
    public void No_fee_is_taken_twice_and_none_is_reversed_twice(int seed) => Holds(seed, month =>
    {
        var lines = month.History.OfType<LineExported>().ToList();
        Assert.Equal(lines.Count, lines.Select(l => l.Line).Distinct().Count());

        var accepted = AcceptedLines(month.History).ToList();
        var reversed = accepted.Where(l => l.Reverses is not null).Select(l => l.Reverses!.Value).ToList();
        Assert.Equal(reversed.Count, reversed.Distinct().Count());
        Assert.All(
            accepted.Where(l => l.Reverses is null && !reversed.Contains(l.Line)).GroupBy(l => l.Entry),
            standing => Assert.Single(standing));
    });

    [Theory, Seeds(Seed)]
    public void A_reversal_is_the_exact_negative_of_a_line_that_was_accepted_and_is_not_taken_back_meanwhile(int seed) => Holds(seed, month =>
    {
        var (exported, accepted, takenBack) = (new Dictionary<LineId, LineExported>(), new HashSet<LineId>(), new HashSet<LineId>());
        foreach (var @event in month.History)
            switch (@event)
            {
                case LineExported line:
                    exported.Add(line.Line, line);
                    if (line.Reverses is not { } original) break;
                    Assert.Contains(original, accepted);
                    Assert.True(takenBack.Add(original));
                    var taken = exported[original];
                    Assert.Equal(taken with
                    {
                        Line = line.Line,
                        Export = line.Export,
                        Minutes = -taken.Minutes,
                        Amount = -taken.Amount,
                        Reverses = original
                    }, line);
                    break;
                case LineAccepted e: accepted.Add(e.Line); break;
                case LineRejected e when exported[e.Line].Reverses is { } still: takenBack.Remove(still); break;
            }
    });

    [Theory, Seeds(Seed)]
    public void Every_line_after_the_first_of_its_work_names_the_one_it_stands_for(int seed) => Holds(seed, month =>
    {
        var (sent, gone) = (new Dictionary<LineId, LineExported>(), new HashSet<LineId>());
        foreach (var (i, @event) in month.History.Index())
            switch (@event)
            {
                case LineExported line:
                    var before = sent.Values.Where(l => l.Entry == line.Entry && l.Reverses == line.Reverses).ToList();
                    var link = Beside(month.History, i).OfType<LineReplaces>().SingleOrDefault();
                    Assert.Equal(before.Count > 0, link is not null);
                    if (link is not null)
                    {
                        Assert.Equal(line.Line, link.Line);
                        Assert.Contains(sent[link.Replaced], before);
                        // Rejected, or taken back: never one that payroll still holds.
                        Assert.Contains(link.Replaced, gone);
                        // A fee stands for what is taken back beside it in its month, otherwise for the last one sent in either.
                        var beside = sent.Values.Where(l => l.Export == line.Export && l.Entry == line.Entry && l.Reverses is not null
                            && l.On.Month == line.On.Month).Select(l => l.Reverses!.Value).ToList();
                        if (line.Reverses is null) Assert.Contains(link.Replaced, beside.Count > 0 ? beside : [before[^1].Line]);
                    }
                    sent.Add(line.Line, line);
                    if (line.Reverses is { } original) gone.Add(original);
                    break;
                case LineRejected e:
                    gone.Add(e.Line);
                    if (sent[e.Line].Reverses is { } holdsAgain) gone.Remove(holdsAgain);
                    break;
            }
    });

    [Theory, Seeds(Seed)]
    public void No_fee_goes_out_while_payroll_holds_another_of_the_same_work_in_either_month(int seed) => Holds(seed, month =>
    {
        var (fees, gone) = (new List<LineExported>(), new HashSet<LineId>());
        var reversals = new Dictionary<LineId, LineId>();
        foreach (var @event in month.History)
            switch (@event)
            {
                case LineExported { Reverses: { } original } line:
                    reversals.Add(line.Line, original);
                    gone.Add(original);
                    break;
                case LineExported fee:
                    Assert.All(fees.Where(f => f.Entry == fee.Entry), f => Assert.Contains(f.Line, gone));
                    fees.Add(fee);
                    break;
                case LineRejected e when reversals.TryGetValue(e.Line, out var holdsAgain): gone.Remove(holdsAgain); break;
                case LineRejected e: gone.Add(e.Line); break;
            }
    });

    [Theory, Seeds(Seed)]
    public void Links_lead_back_to_the_first_line_of_the_work(int seed) => Holds(seed, month =>
    {
        var sent = month.History.OfType<LineExported>().ToDictionary(l => l.Line);
        var links = month.History.OfType<LineReplaces>().ToDictionary(l => l.Line, l => l.Replaced);
        foreach (var line in sent.Values)
        {
            var (at, steps) = (line.Line, 0);
            while (links.TryGetValue(at, out var earlier))
            {
                Assert.True(++steps <= links.Count);
                at = earlier;
            }
            Assert.Equal(sent.Values.First(l => l.Entry == line.Entry && l.Reverses == line.Reverses).Line, at);
        }
    });

    [Theory, Seeds(Seed)]
    public void What_is_taken_back_is_taken_back_from_where_it_went(int seed) => Holds(seed, month =>
    {
        var natures = month.History.OfType<LineClassed>().ToDictionary(l => l.Line, l => l.Nature);
        var accepted = AcceptedLines(month.History).ToList();
        var reversed = accepted.Where(l => l.Reverses is not null).Select(l => l.Reverses!.Value).ToHashSet();
        foreach (var nature in accepted.GroupBy(l => natures[l.Line]))
            Assert.Equal(nature.Where(l => l.Reverses is null && !reversed.Contains(l.Line)).Sum(l => l.Amount), nature.Sum(l => l.Amount));
    });

    [Fact]
    public void The_histories_tried_hold_everything_there_is_to_try()
    {
        List<Month> months = [];
        Holds(Seed, months.Add);

        Assert.Contains(months, m => m.History.OfType<LineExported>().Any(l => l.Reverses is not null));
        Assert.Contains(months, m => m.History.OfType<LineRejected>().Any());
        Assert.Contains(months, m => m.History.OfType<ApprovalWithdrawn>().Any());
        Assert.Contains(months, m => m.HeldBack > 0);
        // Taken back in the one month, and paid in the other in its place.
        Assert.Contains(months, m => m.History.OfType<LineReplaces>().Any(r => Line(m, r.Line).On.Month != Line(m, r.Replaced).On.Month));
        Assert.Contains(months,
            m => m.History.OfType<LineReplaces>().Any(r => m.History.OfType<LineExported>().Single(l => l.Line == r.Line).Reverses is not null));
        Assert.Contains(months, m => m.Truth().Values.Sum() > 0);
        // Two centres and a third pair of centre and rate: some agreement was amended between two lines.
        Assert.Contains(months, m => m.History.OfType<LineExported>().Select(l => (l.Centre, l.Rate)).Distinct().Count() > 2);
        Assert.Contains(months, m => m.History.OfType<LineExported>().Select(l => l.IncomeType).Distinct().Count() > 1);

        static LineExported Line(Month month, LineId id) => month.History.OfType<LineExported>().Single(l => l.Line == id);
    }

    static void Holds(int seed, Action<Month> property) =>
        Prop.ForAll(Histories, steps => property(Finished(steps))).Check(seed, cases: 300);

    static Month Finished(Step[] steps)
    {
        var month = new Month();
        foreach (var step in steps) month.Take(step);
        month.Finish();
        return month;
    }

    static IEnumerable<LineExported> AcceptedLines(List<HoursEvent> history)
    {
        var accepted = history.OfType<LineAccepted>().Select(e => e.Line).ToHashSet();
        return history.OfType<LineExported>().Where(l => accepted.Contains(l.Line));
    }

    /// <summary>What was told of the line at that place and nothing else.</summary>
    static IEnumerable<HoursEvent> Beside(List<HoursEvent> history, int line) =>
        history.Skip(line + 1).TakeWhile(e => e is LineClassed or LineReplaces);

    /// <summary>Two months of one worker. Sends commands as people would, refusals and all.</summary>
    sealed class Month
    {
        static readonly AgreementId[] Agreed = [new(new Guid(21, 0, 0, new byte[8])), new(new Guid(22, 0, 0, new byte[8]))];

        /// <summary>What the two agreements pay, in cents an hour from a day on; kept apart from the domain, to compare with.</summary>
        readonly SortedList<DateOnly, int>[] rates = [new() { [Beginning] = 2000 }, new() { [Beginning] = 2235 }];

        AgreementsState agreements = AgreementsDecider.Decider.Initial;
        readonly Dictionary<int, HoursState> states = new() { [4] = HoursDecider.Decider.Initial, [5] = HoursDecider.Decider.Initial };
        PayNatures natures = PayNatures.None.With("336", PayNature.Fee, Beginning).With("210", PayNature.Wage, Beginning);
        DateOnly today = MonthStart.AddDays(3);
        int exports;

        public List<HoursEvent> History { get; } = [];

        /// <summary>How often an export left out a fee because payroll held one in the other month.</summary>
        public int HeldBack { get; private set; }

        public Month()
        {
            Agree(new Register());
            foreach (var (i, agreement) in Agreed.Index())
            {
                Agree(new DraftAgreement(agreement, rates[i].Values[0] / 100m, Beginning, MonthEnd,
                    [.. Kinds.Select(kind => new Coverage(Centres[i], kind))], "1", "1"));
                Agree(new SignAgreement(agreement, "1", "1", Beginning, today));
            }
        }

        public void Take(Step s)
        {
            switch (s.Act)
            {
                case Act.NextDay: today = today < MonthEnd ? today.AddDays(1) : today; break;
                case Act.Amend when today.AddDays(s.Day) <= MonthEnd:
                    Agree(new AmendRate(Agreed[s.Centre], s.Rate / 100m, today.AddDays(s.Day), today));
                    rates[s.Centre][today.AddDays(s.Day)] = s.Rate;
                    break;
                case Act.Class: natures = natures.With("336", s.Pick % 2 == 0 ? PayNature.Fee : PayNature.Wage, MonthStart.AddDays(s.Day)); break;
                // Work is in one month at a time: what is recorded in the other is moved there.
                case Act.Record or Act.Move when Stands(Other(s.Month), s): Move(s); break;
                case Act.Record: Send(s.Month, Recording(s)); break;
                case Act.Correct: Send(s.Month, new CorrectHours(Entry(s.Entry), Work(s), TermsOf(s), TypeOf(s), today)); break;
                case Act.Withdraw: Send(s.Month, new WithdrawHours(Entry(s.Entry))); break;
                case Act.Declare: Send(s.Month, new Declare(Worker, 2026, s.Month, MonthEnd)); break;
                case Act.Approve: Send(s.Month, new ApprovePart(Centres[s.Centre], OwnHours: false)); break;
                case Act.Return: Send(s.Month, new ReturnPart(Centres[s.Centre], ReturnReason.Other)); break;
                case Act.WithdrawApproval: Send(s.Month, new WithdrawApproval(Centres[s.Centre])); break;
                case Act.Export: Hand(s.Pick % 4 == 0 ? Day(s) : MonthEnd); break;
                case Act.Accept: Answer(Awaited.Skip(s.Pick % 3).Take(1 + (s.Pick % 2)), null); break;
                case Act.Reject: Answer(Awaited.Skip(s.Pick % 3).Take(1), RejectionReason.Other); break;
            }
        }

        public void Finish()
        {
            Answer(Awaited, null);
            foreach (var month in states.Keys)
            {
                Send(month, new Declare(Worker, 2026, month, MonthEnd));
                foreach (var centre in Centres) Send(month, new ApprovePart(centre, OwnHours: false));
            }
            Hand(MonthEnd);
            Answer(Awaited, null);
            // One export with every line accepted leaves nothing
            foreach (var month in states.Keys) Assert.False(states[month].HasLinesToExport(Asked(month, MonthEnd)));
        }

        /// <summary>
        /// Euros of each entry that stands, reckoned in whole cents from what was reported and what was agreed, without the domain.
        /// </summary>
        public Dictionary<EntryId, decimal> Truth()
        {
            var standing = new Dictionary<EntryId, Work>();
            foreach (var @event in History)
                switch (@event)
                {
                    case HoursRecorded e: standing[e.Entry] = e.Work; break;
                    case HoursCorrected e: standing[e.Entry] = e.Work; break;
                    case HoursWithdrawn e: standing.Remove(e.Entry); break;
                }
            return standing.Where(s => s.Value.Kind != WorkKind.Supervision).ToDictionary(s => s.Key, s =>
            {
                var cents = rates[Array.IndexOf(Centres, s.Value.Centre)].Last(r => r.Key <= s.Value.On).Value;
                return ((2L * s.Value.Minutes * cents) + 60) / 120 / 100m; // half a cent goes up
            });
        }

        IEnumerable<LineId> Awaited => [.. Lines(4).Concat(Lines(5)).Where(l => l.Awaits).Select(l => l.Id)];

        IEnumerable<ExportedLine> Lines(int month) => states[month] is HoursState.Opened s ? s.Entries.Values.SelectMany(e => e.Lines) : [];

        static int Other(int month) => 9 - month;

        bool Stands(int month, Step s) => states[month].Standing.Any(e => e.Id == Entry(s.Entry));

        /// <summary>As a meeting whose day is corrected: withdrawn in the one month and recorded in the other, or neither.</summary>
        void Move(Step s)
        {
            if (HoursDecider.Decider.Decide(Recording(s), states[s.Month]).Refusal is not null) return;
            Send(Other(s.Month), new WithdrawHours(Entry(s.Entry)));
            Send(s.Month, Recording(s));
        }

        void Answer(IEnumerable<LineId> lines, RejectionReason? rejected)
        {
            foreach (var line in lines)
                Send(Lines(4).Any(l => l.Id == line) ? 4 : 5, new Answer([new LineAnswer(line, rejected)]));
        }

        /// <summary>Both months in one batch. What is taken back is told first: its place in the batch says nothing.</summary>
        void Hand(DateOnly until)
        {
            var export = new ExportId(new Guid(++exports, 0, 0, new byte[8]));
            var asked = states.Keys.ToDictionary(m => m, m => Asked(m, until));
            HeldBack += states.Keys.Count(m => states[m].HasLinesToExport(asked[m] with { Held = [] }) && !states[m].HasLinesToExport(asked[m]));
            var before = History.Count;
            foreach (var month in asked.Keys) Send(month, new Export(export, asked[month]));
            var told = History[before..].Index().Where(e => e.Item is LineExported)
                .Select(e => (Line: (LineExported)e.Item, At: before + e.Index)).ToList();
            var sorted = told.OrderBy(l => l.Line.Reverses is null).SelectMany(l => Beside(History, l.At).Prepend(l.Line)).ToList();
            History.RemoveRange(before, History.Count - before);
            History.AddRange(sorted);
        }

        Handover Asked(int month, DateOnly until)
        {
            var gone = states[Other(month)] is HoursState.Opened there ? there.Entries.Values.Where(e => !e.Stands).ToList() : [];
            var moved = from e in gone
                        let last = History.OfType<LineExported>().LastOrDefault(l => l.Entry == e.Id && l.Reverses is null)
                        where last?.On.Month == Other(month)
                        select KeyValuePair.Create(e.Id, last.Line);
            return new(until, natures, moved.ToImmutableDictionary(),
                [.. gone.Select(e => e.Id).Where(e => states[Other(month)].KeepsFeeOf(e, until))]);
        }

        RecordHours Recording(Step s) => new(Worker, 2026, s.Month, Entry(s.Entry), Work(s), TermsOf(s), TypeOf(s), today);

        /// <summary>Mostly a day already past; now and then one to come, which is refused.</summary>
        DateOnly Day(Step s) => s.Month == 4 ? new(2026, 4, 24 + s.Day) : today.AddDays(s.Day - 5);

        ReportedWork Work(Step s) =>
            new(Day(s), new TimeOnly(s.Hour, 0), s.Minutes, Centres[s.Centre], Kinds[s.Pick % 3], EngagementForm.FeeForService);

        Terms? TermsOf(Step s) => agreements.InForce(Centres[s.Centre], Kinds[s.Pick % 3], EngagementForm.FeeForService, Day(s));

        static string? TypeOf(Step s) => Kinds[s.Pick % 3] switch { WorkKind.ExpertAppointment => "336", WorkKind.Workshop => "210", _ => null };

        void Agree(AgreementsCommand command)
        {
            var decision = AgreementsDecider.Decider.Decide(command, agreements);
            Assert.Null(decision.Refusal);
            agreements = decision.Events.Aggregate(agreements, AgreementsDecider.Decider.Evolve);
        }

        void Send(int month, HoursCommand command)
        {
            var decision = HoursDecider.Decider.Decide(command, states[month]);
            History.AddRange(decision.Events);
            states[month] = decision.Events.Aggregate(states[month], HoursDecider.Decider.Evolve);
        }
    }
}
