using Helsinki.PeerWork.Faults.Tests.Kernel;

namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>People at work, all at once, until they are told to pause: mediators meet, workers report hours, an office approves, exports and answers, planners read.</summary>
sealed class Crowd(Town town, Caller caller)
{
    static readonly TimeSpan BetweenExports = TimeSpan.FromMilliseconds(700);
    static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(50);

    const int HoursAtTheEnd = 3;

    const int MeetingsToAConcern = 5;

    /// <summary>A stream of so many is still read in no time.</summary>
    const int EngagementsEach = 40;

    readonly List<Worker> workers = [];
    Volunteer? volunteer;
    volatile bool pausing;
    List<Task> work = [];

    public IReadOnlyList<Worker> Workers => workers;

    public async Task Hire(int people)
    {
        await town.Open();
        for (var n = 0; n < people; n++) workers.Add(await town.Hire(n));
    }

    public void Work()
    {
        pausing = false;
        work =
        [
            .. workers.Select(worker => Task.Run(() => Loop(Turns(worker), Suite.Between))),
            Task.Run(() => Loop(Office, BetweenExports)),
            Task.Run(() => Loop(Volunteers, Suite.Between)),
            Task.Run(() => Loop(Planner, BetweenReadings)),
        ];
    }

    /// <summary>Everybody ends what they are at.</summary>
    public async Task Pause()
    {
        pausing = true;
        await Task.WhenAll(work);
    }

    async Task Loop(Func<Task> act, TimeSpan between)
    {
        while (!pausing)
        {
            await act();
            await Task.Delay(between);
        }
    }

    /// <summary>Meetings of one process after another, now and then a concern, and an hour between two of them.</summary>
    Func<Task> Turns(Worker worker)
    {
        Guid? process = null;
        var met = 0;
        return async () =>
        {
            if (process is null || met == 15) (process, met) = (await town.Begin(worker), 0);
            if (process is { } at)
            {
                if (met % MeetingsToAConcern == 0) await caller.Do(town.Concern(at, worker));
                await caller.Do(town.Meeting(at, worker));
                met++;
            }
            await caller.Do(town.Hours(worker));
        };
    }

    /// <summary>Months are declared and approved as far as they are, what is approved is exported, and payroll takes it.</summary>
    async Task Office()
    {
        foreach (var worker in workers)
            foreach (var month in (DateOnly[])[town.Today.AddDays(-1), town.Today.AddDays(-32)])
                if (await caller.Do(town.Declaration(worker, month)) is not null) await caller.Do(town.Approval(worker, month));
        if (await caller.Do(town.Export()) is not { } made) return;
        var export = made.GetProperty("id").GetGuid();
        if (await caller.Read($"/api/payroll/exports/{export}", "payroll") is not { } read) return;
        await caller.Do(town.Answer(export, read.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("line").GetGuid())));
    }

    /// <summary>An engagement ends at the very moment hours are reported under it: what comes after the end is refused.</summary>
    async Task Volunteers()
    {
        if (volunteer is not { Engagements: < EngagementsEach }) volunteer = await town.Register();
        if (volunteer is not { } one) return;
        await caller.Do(town.Tickets(one));
        var engagement = Guid.CreateVersion7();
        var ended = false;
        if (await caller.Do(town.Engagement(one, engagement)) is not null)
        {
            var hours = Enumerable.Range(0, HoursAtTheEnd).Select(_ => caller.Do(town.Hours(one))).ToList();
            ended = await caller.Do(town.EngagementEnd(one, engagement)) is not null;
            await Task.WhenAll(hours);
        }
        if (!ended) volunteer = null; // nobody knows under what this one works from now on
    }

    async Task Planner()
    {
        foreach (var path in (string[])[$"/api/statistics/{town.Today.Year}", $"/api/statistics?from={town.Today.Year - 1}&to={town.Today.Year}", $"/api/statistics/{town.Today.Year}/course"])
            await caller.Read(path, "planner");
    }
}
