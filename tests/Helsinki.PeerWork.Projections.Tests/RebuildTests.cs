using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests;

public sealed class RebuildTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);

    [Fact]
    public async Task Every_read_model_made_from_zero_equals_the_one_that_followed_along()
    {
        await Record();
        var followed = await Rows();
        Assert.All(followed, table => Assert.True(table.Value.Count > 0, $"{table.Key} is empty"));

        foreach (var projection in All) await database.Rebuild(projection.Name);

        Assert.Equal(followed, await Rows());
        Assert.Equal(["process_list_one_open_per_service_user"],
            await database.Query<string>("select indexname::text from pg_indexes where schemaname = 'read' and tablename = 'process_list' and "
                + "indexdef like '%WHERE open'"));
    }

    /// <summary>Every event type once, each family in a stream of its own; and what takes rows away again, in streams beside them.</summary>
    async Task Record()
    {
        foreach (var family in EventTypes.All.Values.Where(t => t.DeclaringType != typeof(Domain.Compensation.CompensationEvent))
            .GroupBy(t => t.DeclaringType))
        {
            var stream = New();
            foreach (var type in family.Where(t => t != typeof(MeetingWithdrawn) && t != typeof(HoursWithdrawn)
                && t != typeof(Domain.Agreements.AgreementsEvent.DraftDiscarded)))
                await database.Record(stream, Sample.Of(type));
        }
        var (process, serviceUser, month) = (New(), new ServiceUserId(New()), New());
        var meeting = new MeetingHeld(new(New()), new(New()), May4, new(10, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false);
        await database.Record(process, new ModelSuggested(serviceUser, new("Malmi"), new(New()), "K-1001", May4), meeting,
            new MeetingWithdrawn(meeting.Meeting, WithdrawalReason.RecordedTwice), new SuggestionDeclined(May4));
        await database.Record(New(), new ModelSuggested(serviceUser, new("Malmi"), new(New()), "K-1002", May4), meeting);
        await database.Record(month, new HoursWithdrawn(new(New())));
    }

    async Task<Dictionary<string, IReadOnlyList<string>>> Rows()
    {
        var rows = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in All.SelectMany(p => p.Tables))
            // An event has no position yet while rows ride in its append.
            rows[table.Name] = await database.Query<string>($"select (to_jsonb(t) - 'position')::text from read.{table.Name} t order by 1");
        return rows;
    }
}
