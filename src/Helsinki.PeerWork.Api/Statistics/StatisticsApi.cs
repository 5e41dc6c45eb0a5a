using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.Statistics;
using Microsoft.Net.Http.Headers;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>Annual statistics per service centre and city: aggregates alone, no person and no record.</summary>
public sealed class StatisticsApi(Admission access, YearReports reports, TimeProvider clock, Facts facts)
{
    const int MostYears = 15;
    internal const string Csv = "text/csv";
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(RouteGroupBuilder api)
    {
        var statistics = api.MapGroup("/statistics").WithTags("Statistics").AnswersMayBeKept();
        statistics.MapGet<StatisticsApi>("", a => a.Compare).WithName("CompareYears").Produces<ComparisonView>();
        statistics.MapGet<StatisticsApi>("/measures", a => a.List).WithName("ListMeasures").Produces<IReadOnlyList<MeasureView>>();
        statistics.MapGet<StatisticsApi>("/years", a => a.Years).WithName("ListYears").Produces<YearsView>();
        statistics.MapGet<StatisticsApi>("/{year:int}", a => a.Read).WithName("ReadStatistics").Produces<YearView>();
        statistics.MapGet<StatisticsApi>("/{year:int}/course", a => a.Course).WithName("ReadYearCourse").Produces<CourseView>();
    }

    enum Format { Json, Csv, Wide, Xlsx }

    /// <summary>One calendar year, every measure for every service centre and the city, in the language of Accept-Language. Therapists are shown no pay.</summary>
    /// <param name="knownOn">As known at the end of that Helsinki day: from exactly the events recorded by then. Without it, as known now.</param>
    /// <param name="format">json, csv (a row for each figure), wide (CSV with a row for each centre and year) or xlsx; without it, what Accept asks for.</param>
    public async Task<Reply> Read(int year, HttpContext http, CancellationToken ct, DateOnly? knownOn = null, string? format = null)
    {
        var (asked, language) = (FormatOf(http, format), Problems.Language(http));
        var report = Shown(await reports.Of(clock.Year("year", year), year, clock.Known(knownOn), ct))[0];
        return asked is Format.Json ? Reply.Ok(YearView.Of(report, language)) : FileOf([report], asked, $"{year}", language);
    }

    /// <summary>Years side by side, with the change from year to year and what there was for each 1,000 hours of peer work. Centres that merged or split keep one line. Therapists are shown no pay.</summary>
    /// <param name="from">The first year.</param>
    /// <param name="to">The last year; at most fifteen years.</param>
    /// <param name="knownOn">As known at the end of that Helsinki day. Without it, as known now.</param>
    /// <param name="format">json, csv (a row for each figure), wide (CSV with a row for each centre and year) or xlsx; without it, what Accept asks for.</param>
    public async Task<Reply> Compare(int from, int to, HttpContext http, CancellationToken ct, DateOnly? knownOn = null, string? format = null)
    {
        var (asked, language) = (FormatOf(http, format), Problems.Language(http));
        if (clock.Year("to", to) - clock.Year("from", from) is < 0 or >= MostYears)
            throw new InvalidFieldException("to", $"must be the year of from or a later one, {MostYears} years at most");
        var years = Shown(await reports.Of(from, to, clock.Known(knownOn), ct));
        return asked is Format.Json ? Reply.Ok(ComparisonView.Of(years, language)) : FileOf(years, asked, $"{from}-{to}", language);
    }

    /// <summary>Every measure with its unit and its definition, in the language of Accept-Language.</summary>
    public Task<Reply> List(HttpRequest request) =>
        Task.FromResult(Reply.Ok(Measures.All.Select(m => MeasureView.Of(m, Problems.Language(request.HttpContext))).ToList()));

    /// <summary>Which years there are statistics of: from the first anything recorded counts for to this one.</summary>
    public async Task<Reply> Years(CancellationToken ct)
    {
        var today = clock.Today();
        return Reply.Ok(new YearsView(Math.Clamp(await YearCourse.FirstYear(facts, new(today), ct) ?? today.Year, StatisticsAsked.FirstYear, today.Year), today.Year, today.Year - 1));
    }

    /// <summary>How a year went in the city: meetings and hours month by month, and the four themes before and after, as each party sees them, of the processes assessed in it.</summary>
    /// <param name="knownOn">As known at the end of that Helsinki day. Without it, as known now.</param>
    public async Task<Reply> Course(int year, HttpContext http, CancellationToken ct, DateOnly? knownOn = null) =>
        Reply.Ok(CourseView.Of(await YearCourse.Of(facts, clock.Year("year", year), clock.Known(knownOn), ct), Problems.Language(http)));

    IReadOnlyList<YearReport> Shown(IReadOnlyList<YearReport> reports) => access.MaySeePay() ? reports : [.. reports.Select(r => r.WithoutPay())];

    static Format FormatOf(HttpContext http, string? format) =>
        Lists.OneOf<Format>("format", format)
        ?? (MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var wanted)
            ? wanted.OrderByDescending(
               w => w.Quality ?? 1).Select(w => w.MediaType.Value switch { Csv => Format.Csv, Xlsx => Format.Xlsx, _ => (Format?)Format.Json }).First()
            : null)
        ?? Format.Json;

    static Reply.File FileOf(IReadOnlyList<YearReport> reports, Format format, string years, string language)
    {
        var (file, bytes) = (new StatisticsFile(reports, language, new Marking.Internal()), new MemoryStream());
        Action<Stream> write = format switch { Format.Csv => file.WriteTidy, Format.Wide => file.WriteWide, _ => file.WriteXlsx };
        write(bytes);
        bytes.Position = 0;
        var name = $"peer-work-{years}{(reports[0].Known.On is { } day ? $"-known-{day:yyyy-MM-dd}" : "")}-internal";
        return format switch
        {
            Format.Csv => new(bytes, $"{Csv}; charset=utf-8", $"{name}.csv"),
            Format.Wide => new(bytes, $"{Csv}; charset=utf-8", $"{name}-wide.csv"),
            _ => new(bytes, Xlsx, $"{name}.xlsx"),
        };
    }
}
