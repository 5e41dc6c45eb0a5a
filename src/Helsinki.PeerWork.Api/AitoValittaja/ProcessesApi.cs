using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>An Aito Välittäjä process, step by step, from suggestion to closing. Meetings and safety concerns have files of their own.</summary>
public sealed class ProcessesApi(
    Admission access, PersonalData personal, NpgsqlDataSource db, Acts acts, TimeProvider clock, EventLog store, Colleagues colleagues,
    Holders holders)
{
    public static void Map(RouteGroupBuilder api)
    {
        var processes = api.MapGroup("/aito-valittaja/processes").WithTags("Aito Välittäjä");
        processes.MapPost<ProcessesApi>("", a => a.Suggest).WithName("SuggestModel").Produces<Suggested>(StatusCodes.Status201Created);
        processes.MapGet<ProcessesApi>("", a => a.List).WithName("ListProcesses").Produces<Listed<ProcessView>>();
        processes.MapGet<ProcessesApi>("/counts", a => a.Count).WithName("CountProcesses").Produces<Counts>();

        var process = processes.MapGroup("/{process:guid}");
        process.MapGet<ProcessesApi>("", a => a.Read).WithName("ReadProcess").Produces<ProcessView>();
        process.MapGet<ProcessesApi>("/service-user-reference", a => a.ReadReference).WithName("ReadServiceUserReference").Produces<ServiceUserReference>();
        process.MapPost<ProcessesApi>("/decline", a => a.Decline).WithName("DeclineSuggestion").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/not-started", a => a.DoNotStart).WithName("RecordNotStarted").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/mediator", a => a.Match).WithName("MatchMediator").Produces(StatusCodes.Status204NoContent);
        process.MapPut<ProcessesApi>("/mediator", a => a.ChangeMediator).WithName("ChangeMediator").Replaces().Produces(StatusCodes.Status204NoContent);
        process.MapPut<ProcessesApi>("/therapist", a => a.ChangeTherapist).WithName("ChangeTherapist").Replaces().Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/take-over", a => a.TakeOver).WithName("TakeOverProcess").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/onboarding-meeting", a => a.Onboard).WithName("HoldOnboardingMeeting").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/cooperation", a => a.Begin).WithName("BeginCooperation").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/end", a => a.End).WithName("EndCooperation").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/assessment", a => a.Assess).WithName("AssessImpact").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/close", a => a.Close).WithName("CloseProcess").Produces(StatusCodes.Status204NoContent);
        process.MapPost<ProcessesApi>("/reopen", a => a.Reopen).WithName("ReopenProcess").Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="ServiceUserReference">The patient system's reference; kept encrypted, apart from the process. 1–100 characters.</param>
    /// <param name="On">The day of the suggestion; today when not given.</param>
    public sealed record SuggestRequest(string ServiceUserReference, CentreCode Centre, DateOnly? On = null) : IExample<SuggestRequest>
    {
        public static SuggestRequest Example => new("PT-2026-00117", new("Malmi"), new(2026, 5, 4));
    }

    /// <param name="Code">The short code people say aloud.</param>
    public sealed record Suggested(ProcessId Id, string Code) : IExample<Suggested>
    {
        public static Suggested Example => new(ProcessView.Example.Id, ProcessView.Example.Code);
    }

    /// <summary>Suggests the model to a service user: the process opens at one centre, with the caller responsible.</summary>
    public async Task<Reply> Suggest(SuggestRequest body, CancellationToken ct)
    {
        if (access.May(access.Caller.To(body.Centre, looksAfter: true), "own-centre") is { } no) return no;
        if (body.ServiceUserReference.Trim().Length is 0 or > 100) return Reply.Field("serviceUserReference", "must be 1–100 characters");

        var process = new ProcessId(Guid.CreateVersion7());
        var made = new ServiceUserId(Guid.CreateVersion7());
        string? code = null;
        return await acts.Run(async act =>
        {
            if (await act.NotOpen(body.Centre, body.On ?? act.Today) is { } closed) return closed;
            var known = await personal.ServiceUserOf(body.ServiceUserReference, ct);
            if (known is { } user && await ProcessList.OpenOf(db, user, act.Today, ct) is not null) return Reply.No(Constraints.OpenProcess);
            if (known is null) act.Also(personal.AddServiceUser(made, body.ServiceUserReference));
            access.Log.Touches(process.Value, (known ?? made).Value);

            await act.Load(AitoValittajaDecider.Decider, process.Value);
            code ??= await ProcessCodes.Next(db, ct);
            var suggest = new Suggest(known ?? made, body.Centre, act.Caller.User, code, body.On ?? act.Today, act.Today);
            return act.Decide(AitoValittajaDecider.Decider, process.Value, suggest)
                ?? Reply.Created($"/api/aito-valittaja/processes/{process.Value}", new Suggested(process, code));
        }, ct);
    }

    /// <param name="On">The day; today when not given.</param>
    public sealed record OnRequest(DateOnly? On = null) : IExample<OnRequest>
    {
        public static OnRequest Example => new(new DateOnly(2026, 5, 4));
    }

    /// <summary>Records that the service user declined. An outcome, counted, never an error.</summary>
    public Task<Reply> Decline(Guid process, OnRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new Decline(body.On ?? today, today), ct);

    public sealed record NotStartedRequest(NotStartedReason Reason, DateOnly? On = null) : IExample<NotStartedRequest>
    {
        public static NotStartedRequest Example => new(NotStartedReason.NoMediatorAvailable, new DateOnly(2026, 5, 4));
    }

    /// <summary>Records that cooperation will not begin, and why.</summary>
    public Task<Reply> DoNotStart(Guid process, NotStartedRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new DoNotStart(body.Reason, body.On ?? today, today), ct);

    public sealed record MatchRequest(PeerWorkerId Mediator, DateOnly? On = null) : IExample<MatchRequest>
    {
        public static MatchRequest Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), new DateOnly(2026, 5, 6));
    }

    /// <summary>Matches a mediator, who needs an agreement in force for Aito Välittäjä work at the centre.</summary>
    public Task<Reply> Match(Guid process, MatchRequest body, CancellationToken ct) =>
        acts.Step(process, access, async (act, state) =>
        {
            var on = body.On ?? act.Today;
            access.Log.Touches(null, body.Mediator.Value);
            return new MatchMediator(body.Mediator, on, await act.TermsOfMediator(body.Mediator, state, on), act.Today);
        }, ct);

    public sealed record ChangeMediatorRequest(PeerWorkerId Mediator, ChangeReason Reason, DateOnly? On = null) : IExample<ChangeMediatorRequest>
    {
        public static ChangeMediatorRequest Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), ChangeReason.Absence, new DateOnly(2026, 6, 1));
    }

    /// <summary>Changes the mediator mid-way; the count of meetings goes on.</summary>
    public Task<Reply> ChangeMediator(Guid process, ChangeMediatorRequest body, CancellationToken ct) =>
        acts.Step(process, access, async (act, state) =>
        {
            var on = body.On ?? act.Today;
            access.Log.Touches(null, body.Mediator.Value);
            return new ChangeMediator(body.Mediator, body.Reason, on, await act.TermsOfMediator(body.Mediator, state, on), act.Today);
        }, ct);

    public sealed record ChangeTherapistRequest(UserId Therapist, ChangeReason Reason, DateOnly? On = null) : IExample<ChangeTherapistRequest>
    {
        public static ChangeTherapistRequest Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21")), ChangeReason.MovedToAnotherCentre, new DateOnly(2026, 6, 1));
    }

    /// <summary>Makes another occupational therapist responsible: somebody who is one at the process's centre today.</summary>
    public Task<Reply> ChangeTherapist(Guid process, ChangeTherapistRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var (state, no) = await act.Process(process, access);
            if (no is not null) return no;
            var here = body.Therapist == act.Caller.User
                ? act.Caller.CentresAs(Role.OccupationalTherapist).Contains(state!.Case.Centre)
                : await holders.Holds(body.Therapist, Role.OccupationalTherapist, state!.Case.Centre, ct);
            if (!here) return Reply.No(NoTherapistHere);
            return act.Decide(AitoValittajaDecider.Decider, process,
                new ChangeTherapist(body.Therapist, body.Reason, body.On ?? act.Today, act.Today)) ?? Reply.NoContent;
        }, ct);

    /// <summary>The same whoever it is instead: a clerk, a therapist of another centre, or nobody.</summary>
    public static readonly Refusal NoTherapistHere = new("aito-valittaja/no-therapist-here",
        "Whoever is named is no occupational therapist at the process's service centre today.");

    /// <summary>Opens a colleague's process at the same centre, as a substitute. One click, logged; the responsible therapist stays.</summary>
    public Task<Reply> TakeOver(Guid process, CancellationToken ct) =>
        acts.Step(process, access, today => new TakeOver(access.Caller.User, today), ct);

    public sealed record OnboardingRequest(
        bool TherapistPresent, bool MediatorPresent, bool ServiceUserPresent, DateOnly? On = null) : IExample<OnboardingRequest>
    {
        public static OnboardingRequest Example => new(true, true, true, new DateOnly(2026, 5, 12));
    }

    /// <summary>Records the joint onboarding meeting: therapist, mediator and service user all present.</summary>
    public Task<Reply> Onboard(Guid process, OnboardingRequest body, CancellationToken ct) =>
        acts.Step(process, access, today =>
            new HoldOnboardingMeeting(body.On ?? today, body.TherapistPresent, body.MediatorPresent, body.ServiceUserPresent, today), ct);

    /// <param name="Strengths">From the list; may be empty.</param>
    /// <param name="Interests">From the list; may be empty.</param>
    /// <param name="Baseline">The four themes, each 1–5 by both parties.</param>
    public sealed record CooperationRequest(
        bool CommunicationPracticesAgreed, bool BoundariesAgreed, bool ConfidentialityAgreed,
        IReadOnlyList<Goal> Goals, IReadOnlyList<Strength> Strengths, IReadOnlyList<Interest> Interests, Ratings Baseline, DateOnly? On = null)
        : IExample<CooperationRequest>
    {
        public static CooperationRequest Example => new(
            true, true, true, [Goal.Hope, Goal.SocialInclusion], [Strength.Humour], [Interest.Nature, Interest.Music],
            new(new(2, 2), new(1, 2), new(2, 3), new(2, 2)), new DateOnly(2026, 5, 12));
    }

    /// <summary>Begins the cooperation once communication practices, boundaries and confidentiality are agreed; takes goals and the baseline.</summary>
    public Task<Reply> Begin(Guid process, CooperationRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new BeginCooperation(
            body.On ?? today, body.CommunicationPracticesAgreed, body.BoundariesAgreed, body.ConfidentialityAgreed,
            body.Goals, body.Strengths, body.Interests, body.Baseline, today), ct);

    public sealed record EndRequest(EndReason Reason, DateOnly? On = null) : IExample<EndRequest>
    {
        public static EndRequest Example => new(EndReason.GoalsReached, new DateOnly(2026, 9, 30));
    }

    /// <summary>Ends the cooperation. That all {meetingLimit} meetings are used never ends it by itself.</summary>
    public Task<Reply> End(Guid process, EndRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new End(body.Reason, body.On ?? today, today), ct);

    /// <param name="Ratings">The four themes, each 1–5 as the service user and as the therapist sees it.</param>
    public sealed record AssessmentRequest(Ratings Ratings, DateOnly? On = null) : IExample<AssessmentRequest>
    {
        public static AssessmentRequest Example => new(new(new(4, 4), new(3, 3), new(4, 3), new(3, 4)), new DateOnly(2026, 10, 6));
    }

    /// <summary>Records the impact as it was assessed together.</summary>
    public Task<Reply> Assess(Guid process, AssessmentRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new Assess(body.Ratings, body.On ?? today, today), ct);

    /// <param name="UnassessedReason">Why the impact was not assessed; only then may an unassessed process close.</param>
    public sealed record CloseRequest(DateOnly? On = null, UnassessedReason? UnassessedReason = null) : IExample<CloseRequest>
    {
        public static CloseRequest Example => new(new DateOnly(2026, 10, 6));
    }

    /// <summary>Closes the process: assessed, or with the reason why not.</summary>
    public Task<Reply> Close(Guid process, CloseRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => body.UnassessedReason is { } reason
            ? new CloseUnassessed(reason, body.On ?? today, today)
            : new Close(body.On ?? today, today), ct);

    public sealed record ReopenRequest(ReopenReason Reason, DateOnly? On = null) : IExample<ReopenRequest>
    {
        public static ReopenRequest Example => new(ReopenReason.RecordIncomplete, new DateOnly(2026, 10, 8));
    }

    /// <summary>Reopens a closed process where it was before closing.</summary>
    public Task<Reply> Reopen(Guid process, ReopenRequest body, CancellationToken ct) =>
        acts.Step(process, access, today => new Reopen(body.Reason, body.On ?? today, today), ct);

    /// <summary>Processes the caller works with; what waits for somebody first.</summary>
    public async Task<Reply> List(
        CancellationToken ct, string? centre = null, string? phase = null, string? code = null, bool? open = null, bool? waiting = null,
        bool? mine = null, string? sort = null, int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var asked = Lists.Page(page, size);
        var filter = new ProcessFilter(
            access.OwnCentres(centre),
            mine is true ? access.Caller.User : null, null,
            Lists.OneOf<ProcessPhase>("phase", phase), code, open, waiting);
        var rows = await ProcessList.List(db, filter, Lists.Sort(sort, ProcessColumn.Waiting), asked, clock.Today(), ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.ServiceUser.Value)]);
        return Reply.Ok(Lists.Of(rows, asked, ProcessView.Of));
    }

    /// <summary>How many processes there are of each sort.</summary>
    /// <param name="Waiting">Open, and something waits for somebody.</param>
    /// <param name="Centre">All of the caller's centres, whoever looks after them.</param>
    public sealed record Counts(int Waiting, int Open, int Closed, int Centre) : IExample<Counts>
    {
        public static Counts Example => new(2, 5, 31, 84);
    }

    /// <summary>How many processes wait, are open and closed; of one's own with <c>mine</c>. Nothing is said of any of them.</summary>
    public async Task<Reply> Count(CancellationToken ct, string? centre = null, string? code = null, bool? mine = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var all = new ProcessFilter(access.OwnCentres(centre), Code: code);
        var own = all with { Therapist = mine is true ? access.Caller.User : null };
        return Reply.Ok(new Counts(await Of(own with { Open = true, Waiting = true }), await Of(own with { Open = true }), await Of(own with { Open = false }), await Of(all)));

        async Task<int> Of(ProcessFilter filter) =>
            (await ProcessList.List(db, filter, new(ProcessColumn.Code, false), Lists.Page(1, 1), clock.Today(), ct)).Total;
    }

    /// <summary>One process as it stands: phase, meetings used, mediator, concerns, history. The ETag is its version.</summary>
    public async Task<Reply> Read(Guid process, CancellationToken ct)
    {
        if (await ProcessList.One(db, new(process), clock.Today(), ct) is not { } row) return Reply.NotFound;
        access.Log.Touches(process, row.ServiceUser.Value);
        if (access.MayWith(row) is { } no) return no;
        var stream = (await store.Read([process], ct))[0];
        var history = History.Of(stream.Events);
        return Reply.Ok(ProcessView.Of(row) with
        {
            Meetings = await ProcessList.MeetingsOf(db, new(process), ct),
            Concerns = [.. (await Concerns.Of(db, new(process), ct)).Select(ConcernView.Of)],
            History = history,
            Names = await NamesIn(history, ct),
            UnreadableFrom = stream.Unreadable,
        }, stream.Version);
    }

    async Task<Dictionary<Guid, string>> NamesIn(IReadOnlyList<HistoryRow> history, CancellationToken ct)
    {
        var names = (await personal.NamesOf([.. history.SelectMany(h => h.Facts.Values.OfType<PeerWorkerId>()).Distinct()], ct)).ToDictionary(n => n.Key.Value, n => n.Value);
        var users = history.SelectMany(h => h.Facts.Values.OfType<UserId>().Select(u => u.Value).Append(Guid.TryParse(h.By, out var by) ? by : default)).ToHashSet();
        foreach (var colleague in await colleagues.All(ct))
            if (users.Contains(colleague.User.Value)) names[colleague.User.Value] = colleague.Name;
        return names;
    }

    public sealed record ServiceUserReference(string Reference) : IExample<ServiceUserReference>
    {
        public static ServiceUserReference Example => new(SuggestRequest.Example.ServiceUserReference);
    }

    /// <summary>The patient system's reference, for the responsible therapist alone; every look is logged.</summary>
    public async Task<Reply> ReadReference(Guid process, CancellationToken ct)
    {
        if (await ProcessList.One(db, new(process), clock.Today(), ct) is not { } row) return Reply.NotFound;
        access.Log.Touches(process, row.ServiceUser.Value);
        if (access.May(access.Caller.To(row.Centre, row.Therapist == access.Caller.User), "responsible-therapist") is { } no) return no;
        return await personal.ReferenceOf(row.ServiceUser, ct) is { } reference ? Reply.Ok(new ServiceUserReference(reference)) : Reply.NotFound;
    }
}
