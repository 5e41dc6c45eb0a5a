
namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>People at work, all at once, until they are told to pause: mediators meet, workers report hours, an office approves, exports and answers, planners read.</summary>
sealed class Crowd(Town town, Caller caller)
{
    static readonly TimeSpan BetweenExports = TimeSpan.FromMilliseconds(700);
    static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(50);

    readonly List<Worker> workers = [];
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
            .. workers.Select(worker => Task.Run(() => Loop(Turns(worker), TimeSpan.Zero))),
            Task.Run(() => Loop(Office, BetweenExports)),
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

    /// <summary>Meetings of one process after another, and an hour between two of them.</summary>
    Func<Task> Turns(Worker worker)
    {
        Guid? process = null;
        var met = 0;
        return async () =>
        {
            if (process is null || met == 15) (process, met) = (await town.Begin(worker), 0);
            if (process is { } at)
            {
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

    async Task Planner()
    {
        foreach (var path in (string[])[$"/api/statistics/{town.Today.Year}", $"/api/statistics?from={town.Today.Year - 1}&to={town.Today.Year}", $"/api/statistics/{town.Today.Year}/course"])
            await caller.Read(path, "planner");
    }
}
