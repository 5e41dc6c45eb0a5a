using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class AnswerMatchingTests
{
    static readonly PaymentKey Same = new SentPayment("131052-308T", new(2026, 5, 4), "336", 40m, "1", "V").Key;
    static readonly PaymentKey Other = new SentPayment("131052-308T", new(2026, 5, 5), "336", 40m, "1", "V").Key;
    static readonly LineId A = Id(1), B = Id(2), C = Id(3);

    [Fact]
    public void An_answer_goes_to_the_line_it_names() =>
        Assert.Equal([A], Match([Named(A)], Waiting(A), Waiting(B)).Matched.Select(m => m.Line));

    [Fact]
    public void A_line_nobody_knows_is_unmatched() =>
        Assert.Equal([UnmatchedBecause.UnknownLine], Match([Named(C)], Waiting(A)).Unmatched.Select(u => u.Because));

    [Fact]
    public void A_payment_finds_the_only_line_that_pays_it() =>
        Assert.Equal([A], Match([Paid(1, Same)], Waiting(A), Waiting(B, Other)).Matched.Select(m => m.Line));

    [Fact]
    public void A_payment_no_line_makes_is_unmatched() =>
        Assert.Equal([UnmatchedBecause.NoSuchPayment], Match([Paid(1, Other)], Waiting(A)).Unmatched.Select(u => u.Because));

    [Fact]
    public void One_answer_to_two_lines_that_pay_the_same_is_ambiguous() =>
        Assert.Equal([UnmatchedBecause.SeveralSuchPayments], Match([Paid(1, Same)], Waiting(A), Waiting(B)).Unmatched.Select(u => u.Because));

    [Fact]
    public void Two_that_say_the_same_answer_both() =>
        Assert.Equal([A, B], Match([Paid(1, Same), Paid(2, Same)], Waiting(A), Waiting(B)).Matched.Select(m => m.Line));

    [Fact]
    public void Two_that_differ_answer_neither()
    {
        var matching = Match([Paid(1, Same), Paid(2, Same, RejectionReason.Duplicate)], Waiting(A), Waiting(B));

        Assert.Empty(matching.Matched);
        Assert.Equal(2, matching.Unmatched.Count);
    }

    [Fact]
    public void Among_lines_that_pay_the_same_only_those_that_wait_are_meant() =>
        Assert.Equal([B], Match([Paid(1, Same)], Answered(A), Waiting(B)).Matched.Select(m => m.Line));

    [Fact]
    public void A_line_named_by_another_row_is_not_meant_by_its_payment() =>
        Assert.Equal([A, B], Match([Paid(1, Same), Named(A)], Waiting(A), Waiting(B)).Matched.Select(m => m.Line).OrderBy(l => l.Value));

    [Fact]
    public void An_answer_more_than_there_are_lines_has_none()
    {
        var matching = Match([Paid(1, Same), Paid(2, Same)], Waiting(A));

        Assert.Equal([A], matching.Matched.Select(m => m.Line));
        Assert.Equal([UnmatchedBecause.NoSuchPayment], matching.Unmatched.Select(u => u.Because));
    }

    [Fact]
    public void What_was_said_before_is_said_again_and_matches() =>
        Assert.Equal([A, B], Match([Paid(1, Same), Named(B)], Answered(A), Answered(B, Other)).Matched.Select(m => m.Line));

    [Fact]
    public void All_lines_answered_and_all_answers_the_same_repeat_what_was_said() =>
        Assert.Equal(2, Match([Paid(1, Same), Paid(2, Same)], Answered(A), Answered(B)).Matched.Count);

    [Fact]
    public void A_line_answered_otherwise_is_contradicted_by_name_or_by_payment()
    {
        Assert.Single(Match([Named(A, RejectionReason.Other)], Answered(A)).Contradicting);
        Assert.Single(Match([Paid(1, Same, RejectionReason.Other)], Answered(A)).Contradicting);
    }

    [Fact]
    public void One_file_that_says_two_things_of_a_line_contradicts_itself() =>
        Assert.Single(Match([Named(A), Named(A, RejectionReason.Other)], Waiting(A)).Contradicting);

    [Theory, Seeds(20261121)]
    public void Every_answer_is_matched_unmatched_or_contradicting_and_no_line_is_meant_by_two(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var lines = Enumerable.Range(1, random.Next(0, 5)).Select(n => random.Next(3) == 0
                ? Answered(Id(n), random.Next(2) == 0 ? Same : Other, random.Next(2) == 0 ? null : RejectionReason.Other)
                : Waiting(Id(n), random.Next(2) == 0 ? Same : Other)).ToArray();
            var answers = Enumerable.Range(1, random.Next(0, 7)).Select(n =>
            {
                RejectionReason? reason = random.Next(3) == 0 ? RejectionReason.Other : null;
                return random.Next(3) == 0 ? new GivenAnswer(n, Id(random.Next(1, 6)), null, reason) : new GivenAnswer(n, null, random.Next(2) == 0 ? Same : Other, reason);
            }).ToArray();

            var matching = AnswerMatching.Of(answers, lines);

            Assert.Equal(answers.Select(a => a.Place),
                matching.Matched.Select(m => m.Answer.Place).Concat(matching.Unmatched.Select(u => u.Answer.Place)).Concat(matching.Contradicting.Select(a => a.Place)).Order());
            Assert.All(matching.Matched.Where(m => m.Answer.Line is null).GroupBy(m => m.Line), meant => Assert.Single(meant));
            foreach (var (answer, line) in matching.Matched)
            {
                var known = lines.Single(l => l.Line == line);
                Assert.True(known.Status == LineStatus.Sent || known.SaysAlready(answer));
                Assert.True(answer.Line == line || answer.Payment == known.Payment);
            }
        }
    }

    static AnswerMatching Match(GivenAnswer[] answers, params AnswerableLine[] lines) => AnswerMatching.Of(answers, lines);
    static LineId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));
    static GivenAnswer Named(LineId line, RejectionReason? reason = null) => new(9, line, null, reason);
    static GivenAnswer Paid(int place, PaymentKey payment, RejectionReason? reason = null) => new(place, null, payment, reason);
    static AnswerableLine Waiting(LineId line, PaymentKey? payment = null) => new(line, payment ?? Same, LineStatus.Sent, null);
    static AnswerableLine Answered(LineId line, PaymentKey? payment = null, RejectionReason? rejected = null) =>
        new(line, payment ?? Same, rejected is null ? LineStatus.Accepted : LineStatus.Rejected, rejected);
}
