using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Projections.Tests.Kernel;

public class DatedSqlTests
{
    static DatedNumber Limit(EffectiveDated<int> values) => new("limit", "", "", values);

    [Fact]
    public void A_number_that_never_changed_is_itself() => Assert.Equal("15", Limit(new(15)).SqlOn("day"));

    [Fact]
    public void A_number_that_changes_is_the_latest_of_the_day() => Assert.Equal(
        "(case when day >= date '2030-01-01' then 10 when day >= date '2027-01-01' then 12 else 15 end)",
        Limit(new EffectiveDated<int>(15).With(new(2027, 1, 1), 12).With(new(2030, 1, 1), 10)).SqlOn("day"));
}
