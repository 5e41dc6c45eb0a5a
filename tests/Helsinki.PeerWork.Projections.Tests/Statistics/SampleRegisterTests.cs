using System.Globalization;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Kernel.EngagementForm;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>The city's published figures of 2024, from the sample register.</summary>
public sealed class SampleRegisterTests(SampleRegister register) : IClassFixture<SampleRegister>
{
    static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task The_published_figures_of_2024_are_81_13_18_and_23()
    {
        var report = await YearReport.Of(register.Database.Facts, 2024, new(Today), CancellationToken.None);

        Assert.Equal(81, report.City("published-fee-for-service-individuals").Value);
        Assert.Equal(13, report.City("published-volunteers").Value);
        Assert.Equal(18, report.City("published-work-ability-agreements-and-decisions").Value);
        Assert.Equal(23, report.City("published-symppis-individuals").Value);
    }

    [Theory]
    [InlineData(2021), InlineData(2022), InlineData(2023), InlineData(2024), InlineData(2025), InlineData(2026)]
    public async Task Any_year_of_any_centre_is_what_a_plain_count_of_the_register_gives(int year)
    {
        var report = await YearReport.Of(register.Database.Facts, year, new(Today), CancellationToken.None);

        var rows = register.Rows.Where(r => r.From.Year <= year && !(r.Until?.Year < year)).ToList();
        foreach (var centre in report.Centres)
        {
            var here = rows.Where(r => r.Centre == centre.Code).ToList();
            Assert.Equal(Published(here), Published(measure => report.At(centre.Code, measure)));
            foreach (var form in Enum.GetValues<EngagementForm>())
                Assert.Equal(Persons(here, r => r.Form == form), report.At(centre.Code, KeyOf(form)).Value);
        }
        Assert.Equal(Published(rows), Published(report.City));
        foreach (var form in Enum.GetValues<EngagementForm>())
            Assert.Equal(Persons(rows, r => r.Form == form), report.City(KeyOf(form)).Value);
    }

    static (decimal?, decimal?, decimal?, decimal?) Published(Func<string, Figure> figure) => (
        figure("published-fee-for-service-individuals").Value, figure("published-volunteers").Value,
        figure("published-work-ability-agreements-and-decisions").Value, figure("published-symppis-individuals").Value);

    static (decimal?, decimal?, decimal?, decimal?) Published(List<RegisterLine> rows) => (
        Persons(rows, r => r.Form is FeeForService), Persons(rows, r => r.Form is Volunteer && !IsSymppis(r)),
        rows.Count(r => r.Form is SocialWelfareWorkActivity or RehabilitativeWorkActivity or WorkTrial && !IsSymppis(r)),
        Persons(rows, r => r.Form is not FeeForService && IsSymppis(r)));

    static int Persons(IEnumerable<RegisterLine> rows, Func<RegisterLine, bool> which) => rows.Where(which).Select(r => r.Person).Distinct().Count();
    static bool IsSymppis(RegisterLine row) => row.Centre.Value.StartsWith("Symppis", StringComparison.Ordinal);

    static string KeyOf(EngagementForm form) => form switch
    {
        FeeForService => "individuals-fee-for-service",
        Volunteer => "individuals-volunteer",
        SocialWelfareWorkActivity => "individuals-social-welfare-work-activity",
        RehabilitativeWorkActivity => "individuals-rehabilitative-work-activity",
        WorkTrial => "individuals-work-trial",
        NgoCooperation => "individuals-ngo-cooperation",
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };
}

public sealed record RegisterLine(string Person, CentreCode Centre, EngagementForm Form, WorkKind Work, DateOnly From, DateOnly? Until);

/// <summary>The sample register, imported once into a database of its own.</summary>
public sealed class SampleRegister : IAsyncLifetime
{
    public RecordedDatabase Database { get; } = new();
    public IReadOnlyList<RegisterLine> Rows { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Rows = [.. (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "helsinki-2024-engagements.csv"))).Skip(1).Select(Parse)];
        foreach (var centre in Rows.Select(r => r.Centre).Distinct())
            await Database.Record(ServiceCentre.StreamOf(centre), new CentreOpened(centre,
                centre.Value.StartsWith("Symppis", StringComparison.Ordinal)
                    ? CentreType.LowThresholdDayActivityCentre
                    : CentreType.HealthAndWellbeingCentre,
                centre.Value, "100", new(2000, 1, 1)));
        foreach (var person in Rows.GroupBy(r => r.Person))
            await Database.Record(RecordedDatabase.New(), [new PeerWorkerRegistered(),
                .. person.Select(r => new EngagementImported(new(RecordedDatabase.New()), r.Form, r.Centre, r.Work, r.From, r.Until))]);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    static RegisterLine Parse(string line) => line.Split(';') is [var person, var centre, var form, var work, var from, var until]
        ? new(person, new(centre), Enum.Parse<EngagementForm>(form), Enum.Parse<WorkKind>(work), Day(from), until is "" ? null : Day(until))
        : throw new FormatException(line);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
