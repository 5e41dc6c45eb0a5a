using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

/// <summary>Whatever happened on the way: once everything is approved, exported and accepted, payroll's books equal the month.</summary>
public class BooksTests
{
    static readonly DateOnly MonthEnd = new(2026, 5, 31);
    static readonly CentreCode[] Centres = [Malmi, Aurora];

    public enum Act { Record, Correct, Withdraw, Declare, Approve, Return, WithdrawApproval, Export, Accept, Reject }

    /// <param name="Pick">Chooses which line is answered.</param>
    public sealed record Step(Act Act, int Entry, int Centre, int Day, int Hour, int Minutes, decimal? Rate, int Pick);

    static readonly Gen<Step> AnyStep =
        from act in Gen.Elements(Enum.GetValues<Act>())
        from entry in Gen.Choose(1, 4)
        from centre in Gen.Choose(0, 1)
        from day in Gen.Choose(1, 4)
        from hour in Gen.Choose(8, 20)
        from minutes in Gen.Choose(1, 180)
        from rate in Gen.Elements<decimal?>(20m, 22.35m, 0.29m, null)
        from pick in Gen.Choose(0, 99)
        select new Step(act, entry, centre, day, hour, minutes, rate, pick);

    static readonly Arbitrary<Step[]> Histories = Arb.From(
        AnyStep.ArrayOf().Resize(120), steps => steps.Select((_, i) => steps.Where((_, j) => j != i).ToArray()));

    [Fact]
    public void Accepted_lines_sum_to_the_fees_that_stand() => Holds(history =>
        Assert.Equal(After(history).Fee, AcceptedLines(history).Sum(l => l.Amount)));

    [Fact]
    public void The_accepted_lines_of_an_entry_net_to_its_fee() => Holds(history =>
    {
        var fees = After(history).Standing.ToDictionary(e => e.Id, e => e.Work.Fee());
        foreach (var lines in AcceptedLines(history).GroupBy(l => l.Entry))
            Assert.Equal(fees.GetValueOrDefault(lines.Key), lines.Sum(l => l.Amount));
    });

    [Fact]
    public void No_fee_is_taken_twice_and_none_is_reversed_twice() => Holds(history =>
    {
        var lines = history.OfType<LineExported>().ToList();
        Assert.Equal(lines.Count, lines.Select(l => l.Line).Distinct().Count());

        var reversed = AcceptedLines(history).Where(l => l.Reverses is not null).Select(l => l.Reverses!.Value).ToList();
        Assert.Equal(reversed.Count, reversed.Distinct().Count());
        Assert.All(
            AcceptedLines(history).Where(l => l.Reverses is null && !reversed.Contains(l.Line)).GroupBy(l => l.Entry),
            standing => Assert.Single(standing));
    });

    [Fact]
    public void A_reversal_is_the_exact_negative_of_an_accepted_line() => Holds(history =>
    {
        var accepted = new Dictionary<LineId, LineExported>();
        var exported = new Dictionary<LineId, LineExported>();
        foreach (var @event in history)
            switch (@event)
            {
                case LineExported { Reverses: { } original } reversal:
                    Assert.Equal(
                        accepted[original] with
                        {
                            Line = reversal.Line,
                            Export = reversal.Export,
                            Minutes = -accepted[original].Minutes,
                            Amount = -accepted[original].Amount,
                            Reverses = original,
                        },
                        reversal);
                    exported.Add(reversal.Line, reversal);
                    break;
                case LineExported fee:
                    exported.Add(fee.Line, fee);
                    break;
                case LineAccepted e:
                    accepted.Add(e.Line, exported[e.Line]);
                    break;
            }
    });

    [Fact]
    public void The_histories_tried_hold_reversals_and_rejections()
    {
        var histories = AnyStep.ArrayOf().Resize(120).Sample(200).Select(Finished).ToList();

        Assert.Contains(histories, h => h.OfType<LineExported>().Any(l => l.Reverses is not null));
        Assert.Contains(histories, h => h.OfType<LineRejected>().Any());
        Assert.Contains(histories, h => After(h).Fee > 0);
    }

    static void Holds(Action<List<HoursEvent>> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Histories, steps => property(Finished(steps))));

    static List<HoursEvent> Finished(Step[] steps)
    {
        var month = new Month();
        foreach (var step in steps) month.Take(step);
        month.Finish();
        return month.History;
    }

    static IEnumerable<LineExported> AcceptedLines(List<HoursEvent> history)
    {
        var accepted = history.OfType<LineAccepted>().Select(e => e.Line).ToHashSet();
        return history.OfType<LineExported>().Where(l => accepted.Contains(l.Line));
    }

    /// <summary>Sends commands as people would, refusals and all.</summary>
    sealed class Month
    {
        HoursState state = HoursDecider.Decider.Initial;
        int exports;

        public List<HoursEvent> History { get; } = [];

        public void Take(Step s) => Send(s.Act switch
        {
            Act.Record => new RecordHours(Worker, 2026, 5, Entry(s.Entry), Work(s), Agreed with { Rate = s.Rate }, "336", MonthEnd),
            Act.Correct => new CorrectHours(Entry(s.Entry), Work(s), Agreed with { Rate = s.Rate }, "336", MonthEnd),
            Act.Withdraw => new WithdrawHours(Entry(s.Entry)),
            Act.Declare => new Declare(Worker, 2026, 5, MonthEnd),
            Act.Approve => new ApprovePart(Centres[s.Centre], OwnHours: false),
            Act.Return => new ReturnPart(Centres[s.Centre], ReturnReason.Other),
            Act.WithdrawApproval => new WithdrawApproval(Centres[s.Centre]),
            Act.Export => new Export(NextExport(), new DateOnly(2026, 5, s.Day)),
            Act.Accept => new Answer([.. Awaited.Skip(s.Pick % 3).Take(1).Select(l => new LineAnswer(l, null))]),
            Act.Reject => new Answer([.. Awaited.Skip(s.Pick % 3).Take(1).Select(l => new LineAnswer(l, RejectionReason.Other))]),
            _ => throw new ArgumentOutOfRangeException(nameof(s)),
        });

        public void Finish()
        {
            Send(new Answer([.. Awaited.Select(l => new LineAnswer(l, null))]));
            Send(new Declare(Worker, 2026, 5, MonthEnd));
            foreach (var centre in Centres) Send(new ApprovePart(centre, OwnHours: false));
            Send(new Export(NextExport(), MonthEnd));
            Send(new Answer([.. Awaited.Select(l => new LineAnswer(l, null))]));
            Assert.Empty(state.LinesToExport(MonthEnd)); // one export with every line accepted leaves nothing
        }

        IEnumerable<LineId> Awaited => state is HoursState.Opened s
            ? s.Entries.Values.SelectMany(e => e.Lines).Where(l => l.Awaits).Select(l => l.Id)
            : [];

        ExportId NextExport() => new(new Guid(++exports, 0, 0, new byte[8]));

        static ReportedWork Work(Step s) =>
            new(new DateOnly(2026, 5, s.Day), new TimeOnly(s.Hour, 0), s.Minutes, Centres[s.Centre], WorkKind.ExpertAppointment, EngagementForm.FeeForService);

        void Send(HoursCommand command)
        {
            var decision = HoursDecider.Decider.Decide(command, state);
            History.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, HoursDecider.Decider.Evolve);
        }
    }
}
