using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class BatchTests
{
    static readonly PeerWorkerId One = Worker(1);
    static readonly PeerWorkerId Other = Worker(2);
    static readonly CentreCode Malmi = new("Malmi");
    static readonly CentreCode Aurora = new("Aurora");

    [Fact]
    public void Totals_are_per_worker_per_centre_and_for_the_batch()
    {
        var batch = new Batch([Line(One, Malmi, 120, 40m), Line(One, Aurora, 1, 0.33m), Line(Other, Malmi, 60, 20m), Line(Other, Malmi, -60, -20m)]);

        Assert.Equal(new Subtotal(4, 121, 40.33m), batch.Total);
        Assert.Equal(new Subtotal(2, 121, 40.33m), batch.PerWorker[One]);
        Assert.Equal(new Subtotal(2, 0, 0m), batch.PerWorker[Other]);
        Assert.Equal(new Subtotal(3, 120, 40m), batch.PerCentre[Malmi]);
        Assert.Equal(new Subtotal(1, 1, 0.33m), batch.PerCentre[Aurora]);
    }

    [Fact]
    public void Fees_come_first_then_wages_then_what_nobody_classed_each_as_it_came()
    {
        var (fee, otherFee) = (Line(One, Malmi, 60, 20m), Line(One, Malmi, 30, 10m));
        var (wage, odd) = (Line(One, Malmi, 60, 21m, "210", PayNature.Wage), Line(One, Malmi, 60, 22m, "999", null));
        var batch = new Batch([odd, wage, fee, otherFee]);

        Assert.Equal([fee, otherFee, wage, odd], batch.Lines);
        Assert.Equal([new(PayNature.Fee, new(2, 90, 30m)), new(PayNature.Wage, new(1, 60, 21m)), new NatureTotal(null, new(1, 60, 22m))],
            batch.PerNature);
        Assert.Equal(
            [new("336", PayNature.Fee, new(2, 90, 30m)), new("210", PayNature.Wage, new(1, 60, 21m)),
                new IncomeTypeTotal("999", null, new(1, 60, 22m))],
            batch.PerIncomeType);
    }

    [Fact]
    public void The_same_lines_have_one_fingerprint_in_any_order_and_others_have_another()
    {
        var (one, other) = (Line(One, Malmi, 60, 20m), Line(Other, Malmi, 60, 20.00m));
        var batch = new Batch([one, other]);

        Assert.Equal(batch.Fingerprint, new Batch([other, one]).Fingerprint);
        foreach (var changed in new[] { new Batch([one]), new Batch([one, Line(Other, Malmi, 60, 20.01m)]),
            new Batch([one, Line(Other, Malmi, 60, 20m, nature: null)]), new Batch([one, Line(Other, Aurora, 60, 20m)]) })
            Assert.NotEqual(batch.Fingerprint, changed.Fingerprint);
    }

    [Fact]
    public void An_empty_batch_totals_nothing() => Assert.Equal(default, new Batch([]).Total);

    [Theory, Seeds(1)]
    public void Totals_always_reconcile_to_the_cent(int seed)
    {
        var lines =
            from worker in Gen.Choose(1, 5)
            from centre in Gen.Elements(Malmi, Aurora)
            from minutes in Gen.Choose(-1440, 1440)
            from cents in Gen.Choose(1, 20_000)
            from type in Gen.Elements("336", "210", "999")
            from nature in Gen.Elements<PayNature?>(PayNature.Fee, PayNature.Wage, null)
            select Line(Worker(worker), centre, minutes, Money.Fee(minutes, cents / 100m), type, nature);

        Prop.ForAll(lines.ArrayOf().ToArbitrary(), drawn =>
        {
            var batch = new Batch([.. drawn]);
            Assert.Equal(drawn.Sum(l => l.Line.Amount), batch.Total.Amount);
            Assert.Equal(batch.Total, Sum(batch.PerWorker.Values));
            Assert.Equal(batch.Total, Sum(batch.PerCentre.Values));
            Assert.Equal(batch.Total, Sum(batch.PerNature.Select(n => n.Total)));
            Assert.Equal(batch.Total, Sum(batch.PerIncomeType.Select(t => t.Total)));
        }).Check(seed);
    }

    static Subtotal Sum(IEnumerable<Subtotal> parts) => parts.Aggregate(default(Subtotal),
        (sum, p) => new(sum.Lines + p.Lines, sum.Minutes + p.Minutes, sum.Amount + p.Amount));

    static PeerWorkerId Worker(int n) => new(new Guid(n, 0, 0, new byte[8]));

    static BatchLine Line(
        PeerWorkerId worker, CentreCode centre, int minutes, decimal amount, string type = "336",
        PayNature? nature = PayNature.Fee) => new(worker, new FeeLine(
        new EntryId(Guid.Empty), centre, WorkKind.ExpertAppointment, new DateOnly(2026, 5, 4), minutes, 20m, amount, type, null), null, nature);
}
