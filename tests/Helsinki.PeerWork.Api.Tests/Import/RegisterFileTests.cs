using System.Text;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Import;

public sealed class RegisterFileTests
{
    const string Header = "person;centre;form;work;from;until\n";
    const string Good = "P0088;Kalasatama;FeeForService;ExpertAppointment;2022-02-22;2023-12-31";

    static readonly CentreCode[] Centres = [.. new[] { "Malmi", "Jelppi", "Laakso", "Symppis Itis", "Symppis Malmi", "Kalasatama" }.Select(c => new CentreCode(c))];

    static readonly RegisterRow GoodRow = new(
        2, "P0088", new("Kalasatama"), EngagementForm.FeeForService, WorkKind.ExpertAppointment, new(2022, 2, 22), new DateOnly(2023, 12, 31));

    [Theory]
    [InlineData(Header + Good)]
    [InlineData(Header + Good + "\n")]
    [InlineData("\uFEFF" + Header + Good)]
    [InlineData("person;centre;form;work;from;until\r\n" + Good + "\r\n")]
    [InlineData("person;centre;form;work;from;until\r" + Good + "\r")]
    [InlineData("person,centre,form,work,from,until\nP0088,Kalasatama,FeeForService,ExpertAppointment,2022-02-22,2023-12-31")]
    [InlineData("person\tcentre\tform\twork\tfrom\tuntil\nP0088\tKalasatama\tFeeForService\tExpertAppointment\t2022-02-22\t2023-12-31")]
    [InlineData(" Person ;\"CENTRE\"; Form;work ;FROM;Until\n P0088 ; Kalasatama; \"FeeForService\" ;ExpertAppointment ; 22.2.2022 ;31.12.2023")]
    [InlineData("until;from;work;form;centre;person\n31.12.2023;22.02.2022;ExpertAppointment;FeeForService;Kalasatama;P0088")]
    [InlineData(Header + "P0088;Kalasatama;feeforservice;EXPERTAPPOINTMENT;2022-02-22;2023-12-31")]
    [InlineData(Header + "\"P0088\";\"Kalasatama\";\"FeeForService\";\"ExpertAppointment\";\"2022-02-22\";\"2023-12-31\"")]
    [InlineData("person;note;centre;form;work;from;until\nP0088;\"a; \"\"b\"\"\";Kalasatama;FeeForService;ExpertAppointment;2022-02-22;2023-12-31")]
    public void A_register_is_read_however_it_was_saved(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Errors);
        Assert.Equal([GoodRow], reading.Rows);
    }

    [Fact]
    public void An_empty_until_leaves_the_engagement_open() =>
        Assert.Null(Assert.Single(Read(Header + "P1;Malmi;Volunteer;PeerSupport;1.1.2024;").Rows).Until);

    [Fact]
    public void An_engagement_may_last_one_day() =>
        Assert.Equal(new DateOnly(2024, 1, 1), Assert.Single(Read(Header + "P1;Malmi;Volunteer;PeerSupport;1.1.2024;2024-01-01").Rows).Until);

    [Fact]
    public void A_quoted_field_may_hold_delimiters_quotes_and_line_ends()
    {
        var reading = Read(Header + "\"Virtanen; \"\"Maija\"\"\r\n  Liisa\";Malmi;Volunteer;PeerSupport;2024-01-01;\n" + Good);
        Assert.Equal(["Virtanen; \"Maija\" Liisa", "P0088"], reading.Rows.Select(r => r.Person));
        Assert.Equal([2, 4], reading.Rows.Select(r => r.Line));
    }

    [Fact]
    public void Empty_lines_are_skipped_and_counted_as_lines()
    {
        var reading = Read("\r\n" + Header + "\n  \n;;;;;\n" + Good + "\n\n" + "P1;Nowhere at all;Volunteer;PeerSupport;2024-01-01;\n");
        Assert.Equal(6, Assert.Single(reading.Rows).Line);
        Assert.Equal(8, Assert.Single(reading.Errors).Line);
    }

    [Fact]
    public void Every_bad_row_is_reported_with_all_that_is_wrong_in_it()
    {
        var reading = Read(Header
            + "P1;Malmy;Volunteer;PeerSupport;2024-01-01;\n"
            + "P2;Timbuktu;Paid;Sleeping;30.2.2024;2024-13-01\n"
            + Good + "\n"
            + ";Malmi;Volunteer;PeerSupport;2024-01-01;\n"
            + "P3;Malmi;Volunteer;PeerSupport;2024-01-02;1.1.2024\n"
            + "P4;Malmi;Volunteer;PeerSupport;;\n"
            + "P5;Malmi;0;PeerSupport;2024-01-01;\n"
            + "P6;Malmi;Volunteer;PeerSupport;2024-01-01\n"
            + "P7;Malmi;Volunteer;PeerSupport;2024-01-01;;\n");

        Assert.Equal(
        [
            (2, "centre", RegisterErrors.UnknownCentre, "Malmy"),
            (3, "centre", RegisterErrors.UnknownCentre, "Timbuktu"),
            (3, "form", RegisterErrors.UnknownForm, "Paid"),
            (3, "work", RegisterErrors.UnknownWork, "Sleeping"),
            (3, "from", RegisterErrors.BadDate, "30.2.2024"),
            (3, "until", RegisterErrors.BadDate, "2024-13-01"),
            (5, "person", RegisterErrors.Person, null),
            (6, "until", RegisterErrors.UntilBeforeFrom, "1.1.2024"),
            (7, "from", RegisterErrors.BadDate, ""),
            (8, "form", RegisterErrors.UnknownForm, "0"),
            (9, null, RegisterErrors.ColumnCount, "5 columns"),
            (10, null, RegisterErrors.ColumnCount, "7 columns"),
        ], reading.Errors.Select(e => ((int)e.Line!, e.Column, e.Code, e.Given)));
        Assert.Equal([GoodRow with { Line = 4 }], reading.Rows);
        Assert.Equal("The code of a service centre: did you mean Malmi?", reading.Errors[0].Expected);
        Assert.Equal("The code of a service centre: Jelppi, Kalasatama, Laakso, Malmi, Symppis Itis, Symppis Malmi.", reading.Errors[1].Expected);
        Assert.StartsWith("One of FeeForService, Volunteer,", reading.Errors[2].Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("malmi", "Malmi")]
    [InlineData("Symppis-Itis", "Symppis Itis")]
    [InlineData("Laasko", "Laakso")]
    [InlineData("Kalastama", "Kalasatama")]
    public void A_centre_nearly_right_is_suggested_never_assumed(string given, string suggested) =>
        Assert.Equal($"The code of a service centre: did you mean {suggested}?",
            Assert.Single(Read(Header + $"P1;{given};Volunteer;PeerSupport;2024-01-01;").Errors).Expected);

    [Fact]
    public void The_same_row_again_is_harmless_and_counted()
    {
        var reading = Read(Header + Good + "\n" + Good.Replace("2022-02-22", "22.2.2022", StringComparison.Ordinal) + "\n" + Good);
        Assert.Empty(reading.Errors);
        Assert.Equal([GoodRow], reading.Rows);
        Assert.Equal(2, reading.Repeated);
    }

    [Fact]
    public void A_person_is_the_same_whichever_way_the_letters_are_composed()
    {
        var reading = Read(Header + "M\u00E4kinen;Malmi;Volunteer;PeerSupport;2024-01-01;\nMa\u0308kinen;Malmi;Volunteer;PeerSupport;2024-01-01;");
        Assert.Equal("M\u00E4kinen", Assert.Single(reading.Rows).Person);
        Assert.Equal(1, reading.Repeated);
    }

    [Fact]
    public void The_same_engagement_with_two_ends_names_both_lines()
    {
        var error = Assert.Single(Read(Header + Good + "\n" + Good.Replace("2023-12-31", "", StringComparison.Ordinal)).Errors);
        Assert.Equal((3, "until", RegisterErrors.Conflict), ((int)error.Line!, error.Column, error.Code));
        Assert.Contains("line 2", error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(Good)]
    [InlineData("person;centre;form;work;until\n")]
    [InlineData("person;centre;form;work;from;until;person\n")]
    public void A_header_that_does_not_name_each_column_once_is_one_error_on_its_line(string text)
    {
        var reading = Read(text);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((1, RegisterErrors.Header, null), (error.Line, error.Code, error.Given));
        Assert.Contains("person;centre;form;work;from;until", error.Expected, StringComparison.Ordinal);
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void Only_UTF8_is_read_and_the_first_wrong_line_is_named()
    {
        var error = Assert.Single(RegisterFile.Read(Encoding.Latin1.GetBytes(Header + Good + "\nMäkinen;Malmi;Volunteer;PeerSupport;2024-01-01;"), Centres).Errors);
        Assert.Equal((3, RegisterErrors.NotUtf8), (error.Line, error.Code));

        Assert.Equal(RegisterErrors.NotUtf8, Assert.Single(RegisterFile.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header + Good)], Centres).Errors).Code);
        Assert.Equal("Mäkinen", Assert.Single(Read(Header + "Mäkinen;Malmi;Volunteer;PeerSupport;2024-01-01;").Rows).Person);
    }

    [Theory]
    [InlineData("\"P1;Malmi;Volunteer;PeerSupport;2024-01-01;\n" + Good)]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;2024-01-01;\"\n" + Good)]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;2024-01-01;\"2024-05-05")]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;2024-01-01;\"2024-05-05\n\n")]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;2024-01-01;\"")]
    [InlineData("P\"1\";Malmi;Volunteer;PeerSupport;2024-01-01;")]
    [InlineData("P\"1;Malmi;Volunteer;PeerSupport;2024-01-01;")]
    public void Quotes_out_of_place_are_reported_on_the_line_where_the_row_begins(string rows)
    {
        var error = Assert.Single(Read(Header + rows).Errors);
        Assert.Equal((2, RegisterErrors.Quotes), (error.Line, error.Code));
    }

    [Fact]
    public void A_bad_row_is_not_blamed_on_the_next() =>
        Assert.Equal([2], Read(Header + "P\"1\";Malmi;Volunteer;PeerSupport;2024-01-01;\n" + Good).Errors.Select(e => e.Line));

    [Theory]
    [InlineData(";Malmi;Volunteer;PeerSupport;2024-01-01;")]
    [InlineData("a\0b;Malmi;Volunteer;PeerSupport;2024-01-01;")]
    public void A_person_that_cannot_be_one_is_refused(string row) =>
        Assert.Equal(RegisterErrors.Person, Assert.Single(Read(Header + row).Errors).Code);

    [Fact]
    public void A_person_longer_than_any_name_is_refused() =>
        Assert.Equal(RegisterErrors.Person, Assert.Single(Read(Header + new string('x', 201) + ";Malmi;Volunteer;PeerSupport;2024-01-01;").Errors).Code);

    [Theory]
    [InlineData("131052-308T;131052-308T;131052-308T;131052-308T;131052-308T;131052-308T")]
    [InlineData("Secret;;;;;")]
    [InlineData("Secret;Malmi")]
    [InlineData("Secret;Malmi;Volunteer;PeerSupport;2024-01-01;2023-01-01")]
    [InlineData("Secret\";Malmi;Volunteer;PeerSupport;2024-01-01;")]
    public void No_error_repeats_a_person(string row)
    {
        var errors = Read(Header + row).Errors;
        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors, e => $"{e}".Contains("Secret", StringComparison.Ordinal) || $"{e}".Contains("308T", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_given_is_cut_short() =>
        Assert.Equal(new string('x', 40) + "…", Assert.Single(Read(Header + $"P1;{new string('x', 5000)};Volunteer;PeerSupport;2024-01-01;").Errors).Given);

    [Fact]
    public async Task Ten_megabytes_are_the_most_that_is_read()
    {
        using var endless = new MemoryStream(new byte[RegisterFile.MaxBytes + 1000]);
        var reading = await RegisterFile.Read(endless, Centres, TestContext.Current.CancellationToken);
        Assert.Equal((null, RegisterErrors.TooLarge), (Assert.Single(reading.Errors).Line, reading.Errors[0].Code));
        Assert.Equal(RegisterFile.MaxBytes + 1, endless.Position);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_the_most_that_is_read()
    {
        var rows = Enumerable.Range(1, RegisterFile.MaxRows).Select(i => $"P{i};Malmi;Volunteer;PeerSupport;2024-01-01;\n");
        var whole = await RegisterFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Header + string.Concat(rows))), Centres, TestContext.Current.CancellationToken);
        Assert.Empty(whole.Errors);
        Assert.Equal(RegisterFile.MaxRows, whole.Rows.Count);

        var error = Assert.Single(Read(Header + string.Concat(rows) + Good).Errors);
        Assert.Equal((RegisterFile.MaxRows + 2, RegisterErrors.TooManyRows), ((int)error.Line!, error.Code));
    }

    [Theory, Seeds(20261121)]
    public void No_file_makes_it_fail(int seed)
    {
        var random = new Random(seed);
        const string alphabet = ";,\t\"\n\r .-0129Px\0å\uFEFF\uFFFE\uFFFF\u0308";
        for (var round = 0; round < 2000; round++)
        {
            var noise = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            var reading = Read(round % 2 == 0 ? Header + noise : Header + noise.Replace(';', ' ') + ";Malmi;Volunteer;PeerSupport;2024-01-01;");
            Assert.All(reading.Errors, e => Assert.InRange((int)e.Line!, 1, 200));
        }
    }

    [Theory, Seeds(20261121)]
    public void No_bytes_make_it_fail(int seed)
    {
        var random = new Random(seed);
        byte[] header = [.. Encoding.UTF8.GetBytes(Header)];
        for (var round = 0; round < 2000; round++)
        {
            var noise = new byte[1 + random.Next(60)];
            random.NextBytes(noise);
            Assert.NotEmpty(RegisterFile.Read([.. header, .. noise, 0xC3], Centres).Errors);
        }
    }

    static RegisterReading Read(string text) => RegisterFile.Read(Encoding.UTF8.GetBytes(text), Centres);
}
