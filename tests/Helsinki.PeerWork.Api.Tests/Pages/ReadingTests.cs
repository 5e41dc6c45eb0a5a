using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Helsinki.PeerWork.Api.Tests.Pages;

/// <summary>What a field's keyboard offers, the field takes.</summary>
public class ReadingTests
{
    static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData("9.30"), InlineData("9:30"), InlineData("9,30"), InlineData("930"), InlineData("0930"), InlineData("09.30"), InlineData("klo 9.30")]
    [InlineData("klo 9,30"), InlineData("kl. 9.30"), InlineData("kl 9:30"), InlineData(" 9.30 "), InlineData("9. 30"), InlineData("at 9:30")]
    public void One_time_however_it_is_written(string text) => Assert.Equal(new TimeOnly(9, 30), Reading.Time(text));

    [Theory]
    [InlineData("14", 14, 0), InlineData("klo 14", 14, 0), InlineData("14.", 14, 0)]
    [InlineData("1430", 14, 30), InlineData("000", 0, 0), InlineData("0", 0, 0)]
    public void A_whole_hour_needs_no_minutes(string text, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), Reading.Time(text));

    [Theory]
    [InlineData("24.00"), InlineData("9.60"), InlineData("960"), InlineData("noon")]
    [InlineData("9.3.0"), InlineData("-9.30"), InlineData("klo"), InlineData("")]
    public void What_is_no_time_is_none(string text) => Assert.Null(Reading.Time(text));

    [Theory]
    [InlineData("3.9.2026"), InlineData("3.9.26"), InlineData("03.09.2026"), InlineData("3,9,2026"), InlineData("03092026"), InlineData("2026-09-03")]
    [InlineData("3.9."), InlineData("3.9"), InlineData("3,9"), InlineData("3. 9. 2026"), InlineData("3/9/2026"), InlineData("3 9 2026")]
    public void One_day_however_it_is_written(string text) => Assert.Equal(new DateOnly(2026, 9, 3), Reading.Day(text, Today));

    [Theory]
    [InlineData("31.9.2026"), InlineData("29.2.2025"), InlineData("9.30.2026"), InlineData("3092026"), InlineData("2026"), InlineData("")]
    public void What_is_no_day_is_none(string text) => Assert.Null(Reading.Day(text, Today));

    [Theory]
    [InlineData("1234,50"), InlineData("1 234,50 €"), InlineData("1\u00A0234,50\u00A0€")]
    [InlineData("1\u202F234,50"), InlineData("1234.50"), InlineData("1234,5€")]
    public void One_sum_however_it_is_written(string text) => Assert.Equal(1234.50m, Reading.Decimal(text));

    [Theory]
    [InlineData("1.234,50"), InlineData("1,234.50"), InlineData("12e3"), InlineData("€"), InlineData("")]
    public void A_sum_that_could_be_two_is_none(string text) => Assert.Null(Reading.Decimal(text));

    [Theory]
    [InlineData("90"), InlineData("90 min"), InlineData("90min."), InlineData("1:30")]
    [InlineData("1,5 h"), InlineData("1.5h"), InlineData("1 h 30 min"), InlineData("1 t 30 min")]
    [InlineData("1,5 t"), InlineData("1,5 tuntia"), InlineData("90 minuuttia")]
    public void One_length_however_it_is_written(string text) => Assert.Equal(90, Reading.Minutes(text));

    [Theory]
    [InlineData("1,5"), InlineData("1:75"), InlineData("-90"), InlineData("1,33 h"), InlineData("h"), InlineData("90 s"), InlineData("")]
    public void A_length_that_could_be_two_is_none(string text) => Assert.Null(Reading.Minutes(text));

    [Theory]
    [InlineData("Matti\u200B Meikäläinen"), InlineData("Matti\u202E Meikäläinen"), InlineData("Matti\nMeikäläinen")]
    [InlineData("Matti\u2028Meikäläinen"), InlineData("\u0000")]
    public void What_nobody_can_see_is_told_beside_the_field_it_came_in(string name)
    {
        var errors = new ModelStateDictionary();

        var fields = new Fields(new FormCollection(new() { ["name"] = name }), errors, new Speech("en"));

        Assert.False(fields.AllRight);
        Assert.Equal("name", Assert.Single(errors, e => e.Value!.Errors.Count > 0).Key);
    }

    [Theory]
    [InlineData("Matti Meikäläinen"), InlineData("O’Malley-Zoë"), InlineData("می\u200Cخواهم")]
    public void What_can_be_seen_is_taken(string name) =>
        Assert.True(new Fields(new FormCollection(new() { ["name"] = name }), new ModelStateDictionary(), new Speech("en")).AllRight);
}
