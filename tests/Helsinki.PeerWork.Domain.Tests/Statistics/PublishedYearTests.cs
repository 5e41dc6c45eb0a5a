using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearCommand;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearRefusals;

namespace Helsinki.PeerWork.Domain.Tests.Statistics;

public class PublishedYearTests() : Spec<PublishedYearCommand, PublishedYearState, PublishedYearEvent>(PublishedYearDecider.Decider)
{
    static readonly DateOnly January = new(2025, 1, 31), May = new(2025, 5, 31);

    static readonly Publish In2025 = new(2024, January, 700, "ab", null, May);
    static readonly EditionPublished First = new(2024, 1, January, 700, "ab", null);

    static readonly Publish Again = new(2024, May, 900, "cd", EditionReason.LateRecords, May);
    static readonly EditionPublished Second = new(2024, 2, May, 900, "cd", EditionReason.LateRecords);

    static readonly RecordFile File = new(1, "2024.csv", "ef");
    static readonly EditionFileRendered Rendered = new(1, "2024.csv", "ef");

    [Fact]
    public void A_year_is_published() => Given().When(In2025).Then(First);

    [Fact]
    public void A_year_is_over_the_day_after_its_last() =>
        Given().When(In2025 with { KnownOn = new(2025, 1, 1) }).Then(First with { KnownOn = new(2025, 1, 1) });

    [Fact]
    public void A_year_that_is_not_over_is_not_published() => Given().When(In2025 with { KnownOn = new(2024, 12, 31) }).Refused(YearNotOver);

    [Fact]
    public void Nobody_knows_what_will_be_recorded_tomorrow() => Given().When(In2025 with { KnownOn = May.AddDays(1) }).Refused(KnownOnInFuture);

    [Fact]
    public void Other_figures_make_another_edition_with_a_reason() => Given(First).When(Again).Then(Second);

    [Fact]
    public void The_same_figures_make_none_whatever_was_recorded_since() => Given(First).When(Again with { Sha256 = "ab" }).Refused(NothingChanged);

    [Fact]
    public void Another_edition_says_why() => Given(First).When(Again with { Reason = null }).Refused(ReasonMissing);

    [Fact]
    public void A_later_edition_knows_no_less() =>
        Given(First, Second).When(Again with { KnownOn = May.AddDays(-1), Sha256 = "ef" }).Refused(KnownBeforeLastEdition);

    [Fact]
    public void A_later_edition_of_the_same_day_knows_no_less() =>
        Given(First, Second).When(Again with { Position = 899, Sha256 = "ef" }).Refused(KnownBeforeLastEdition);

    [Fact]
    public void Its_documents_are_recorded() => Given(First).When(File).Then(Rendered);

    [Fact]
    public void Recording_a_document_again_changes_nothing() => Given(First, Rendered).When(File).Then();

    [Fact]
    public void A_document_is_rendered_once() => Given(First, Rendered).When(File with { Sha256 = "00" }).Refused(FileExists);

    [Fact]
    public void A_document_of_the_last_edition_only() => Given(First, Second).When(File).Refused(UnknownEdition);

    [Fact]
    public void A_document_needs_an_edition() => Given().When(File).Refused(UnknownEdition);

    [Fact]
    public void Its_stream_is_found_by_the_year_for_ever() =>
        Assert.Equal(new Guid("64951c63-3b09-5db4-ba94-54d22cb1f2d1"), PublishedYear.StreamOf(2024));
}
