using System.Globalization;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Tests.Kernel;

public class MoneyTests
{
    [Theory]
    [InlineData(60, "20", "20.00")]
    [InlineData(90, "20", "30.00")]
    [InlineData(1, "20", "0.33")]
    [InlineData(2, "20", "0.67")]
    [InlineData(61, "20", "20.33")]
    [InlineData(1440, "200", "4800.00")]
    [InlineData(3, "20.10", "1.01")] // 1.005: half goes up, not to even
    [InlineData(9, "20.10", "3.02")] // 3.015
    [InlineData(15, "22.50", "5.63")] // 5.625
    [InlineData(45, "22.50", "16.88")] // 16.875
    [InlineData(1, "0.30", "0.01")] // 0.005
    [InlineData(1, "0.29", "0.00")]
    [InlineData(-15, "22.50", "-5.63")] // half away from zero both ways
    public void A_fee_is_minutes_times_rate_rounded_half_away_from_zero(int minutes, string rate, string fee) =>
        Assert.Equal(Euros(fee), Money.Fee(minutes, Euros(rate)));

    static decimal Euros(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);
}
