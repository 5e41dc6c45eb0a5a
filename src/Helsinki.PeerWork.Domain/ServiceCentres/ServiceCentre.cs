using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreState;

namespace Helsinki.PeerWork.Domain.ServiceCentres;

/// <summary>
/// A place where peer work happens (palvelupiste, servicecenter). One stream per centre. Stored for ever: add events, never edit one.
/// </summary>
public abstract record ServiceCentreEvent
{
    ServiceCentreEvent() { }

    /// <param name="Name">Public name of the place, valid from that day.</param>
    /// <param name="CostCentre">Internal order of the city's accounts.</param>
    public sealed record CentreOpened(CentreCode Code, CentreType Type, string Name, string CostCentre, DateOnly From) : ServiceCentreEvent;
    public sealed record CentreRenamed(string Name, DateOnly From) : ServiceCentreEvent;
    public sealed record CostCentreChanged(string CostCentre, DateOnly From) : ServiceCentreEvent;

    /// <param name="Address">Public street address, valid from that day.</param>
    public sealed record CentreMoved(string Address, DateOnly From) : ServiceCentreEvent;

    /// <summary>The centre began, on the day it opened, as a part of another one. Stands right after the opening.</summary>
    /// <param name="From">The centre it was a part of, which may go on beside it.</param>
    public sealed record CentreSplitOff(CentreCode From) : ServiceCentreEvent;

    /// <param name="LastDay">The last day the centre is open.</param>
    /// <param name="Successor">The centre that goes on with its work, if any.</param>
    public sealed record CentreClosed(DateOnly LastDay, CentreCode? Successor) : ServiceCentreEvent;
}

public enum CentreType
{
    PsychiatryAndSubstanceAbuseCentre,
    SubstanceAbuseService,
    PartnershipHouse,

    /// <summary>Matalan kynnyksen päivätoimintakeskus (Symppis): its engagements that are not fee-for-service count in a row of their own.</summary>
    LowThresholdDayActivityCentre,
    HealthAndWellbeingCentre,
    HospitalArea,
}

/// <summary>Where one service centre stands.</summary>
public abstract record ServiceCentreState
{
    ServiceCentreState() { }

    public sealed record Unopened : ServiceCentreState;
    public sealed record Open(ServiceCentre Centre) : ServiceCentreState;

    /// <param name="LastDay">May still be to come.</param>
    public sealed record Closed(ServiceCentre Centre, DateOnly LastDay, CentreCode? Successor) : ServiceCentreState;

    /// <summary>Is it a working centre on that day?</summary>
    public bool OpenOn(DateOnly day) => this switch
    {
        Open s => s.Centre.From <= day,
        Closed s => s.Centre.From <= day && day <= s.LastDay,
        _ => false,
    };

    public static ServiceCentreState Evolve(ServiceCentreState state, ServiceCentreEvent @event) => (state, @event) switch
    {
        (Unopened, CentreOpened e) => new Open(ServiceCentre.Of(e)),
        (Open s, CentreRenamed e) => s with { Centre = s.Centre.Named(e) },
        (Closed s, CentreRenamed e) => s with { Centre = s.Centre.Named(e) },
        (Open s, CostCentreChanged e) => s with { Centre = s.Centre.Charged(e) },
        (Closed s, CostCentreChanged e) => s with { Centre = s.Centre.Charged(e) },
        (Open s, CentreMoved e) => s with { Centre = s.Centre.Moved(e) },
        (Closed s, CentreMoved e) => s with { Centre = s.Centre.Moved(e) },
        (Open s, CentreSplitOff e) => s with { Centre = s.Centre with { SplitFrom = e.From } },
        (Open s, CentreClosed e) => new Closed(s.Centre, e.LastDay, e.Successor),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}

/// <summary>A centre with its dated names, addresses and cost centres.</summary>
/// <param name="From">The first day it is open.</param>
/// <param name="Names">By the day each is valid from.</param>
/// <param name="Addresses">By the day each is valid from; none before the first is known.</param>
/// <param name="CostCentres">By the day each is valid from.</param>
/// <param name="SplitFrom">The centre it began as a part of, if any.</param>
public sealed record ServiceCentre(
    CentreCode Code, CentreType Type, DateOnly From, ImmutableSortedDictionary<DateOnly, string> Names,
    ImmutableSortedDictionary<DateOnly, string> Addresses, ImmutableSortedDictionary<DateOnly, string> CostCentres, CentreCode? SplitFrom)
{
    /// <summary>Longest code: it stands in addresses, files and narrow table columns.</summary>
    public const int LongestCode = 20;

    static readonly Guid Space = new("6f2a7c1e-3b0d-5c52-9a4e-8d1f0b7e6a35");

    /// <summary>The centre's stream, found by its code.</summary>
    public static Guid StreamOf(CentreCode code) => NameBasedId.Of(Space, code.Value);

    /// <summary>1–20 letters, digits, hyphens and single inner spaces.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: >= 1 and <= LongestCode }
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-')
        && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    /// <summary>The public name on that day; of a day before the opening, the first one.</summary>
    public string NameOn(DateOnly day) => ValueOn(Names, day);

    /// <summary>The internal order on that day; of a day before the opening, the first one.</summary>
    public string CostCentreOn(DateOnly day) => ValueOn(CostCentres, day);

    /// <summary>The street address on that day; null before the first one known.</summary>
    public string? AddressOn(DateOnly day) => Addresses.LastOrDefault(a => a.Key <= day).Value;

    internal static ServiceCentre Of(CentreOpened e) =>
        new(e.Code, e.Type, e.From, Dated(e.From, e.Name), ImmutableSortedDictionary<DateOnly, string>.Empty, Dated(e.From, e.CostCentre), null);

    internal ServiceCentre Named(CentreRenamed e) => this with { Names = Names.SetItem(e.From, e.Name) };

    internal ServiceCentre Moved(CentreMoved e) => this with { Addresses = Addresses.SetItem(e.From, e.Address) };

    internal ServiceCentre Charged(CostCentreChanged e) => this with { CostCentres = CostCentres.SetItem(e.From, e.CostCentre) };

    static ImmutableSortedDictionary<DateOnly, string> Dated(DateOnly from, string value) =>
        ImmutableSortedDictionary<DateOnly, string>.Empty.Add(from, value);

    static string ValueOn(ImmutableSortedDictionary<DateOnly, string> values, DateOnly day) =>
        values.LastOrDefault(v => v.Key <= day, values.First()).Value;
}

/// <summary>What can be asked of one service centre.</summary>
public abstract record ServiceCentreCommand
{
    ServiceCentreCommand() { }

    /// <param name="SplitFrom">The centre it has been a part of until then, if any.</param>
    public sealed record OpenCentre(CentreCode Code, CentreType Type, string Name, string CostCentre, DateOnly From, Whole? SplitFrom = null)
        : ServiceCentreCommand;
    public sealed record Rename(string Name, DateOnly From) : ServiceCentreCommand;
    public sealed record Move(string Address, DateOnly From) : ServiceCentreCommand;
    public sealed record ChangeCostCentre(string CostCentre, DateOnly From) : ServiceCentreCommand;

    /// <param name="Onward">The centres the successor's own work has gone on at since, one after the other.</param>
    public sealed record Close(DateOnly LastDay, CentreCode? Successor, params IReadOnlyList<CentreCode> Onward) : ServiceCentreCommand;
}

/// <summary>A centre others begin as a part of.</summary>
public sealed record Whole(CentreCode Code, ServiceCentreState State);

/// <summary>Every "no" of a service centre. Public; never changed.</summary>
public static class ServiceCentreRefusals
{
    public const string NotOpened = "centres/not-opened";
    public const string OpenedOtherwise = "centres/opened-otherwise";
    public const string CodeInvalid = "centres/code-invalid";
    public const string NameMissing = "centres/name-missing";
    public const string AddressMissing = "centres/address-missing";
    public const string CostCentreMissing = "centres/cost-centre-missing";
    public const string DayBeforeOpening = "centres/day-before-opening";
    public const string CentreIsClosed = "centres/closed";
    public const string SuccessorIsItself = "centres/successor-is-itself";
    public const string SuccessorsMakeCircle = "centres/successors-make-circle";
    public const string SplitFromItself = "centres/split-from-itself";
    public const string SplitFromUnknown = "centres/split-from-unknown";
    public const string SplitFromNotOpen = "centres/split-from-not-open";
}

/// <summary>Opening, renaming, moving, charging and closing a service centre.</summary>
public static class ServiceCentreDecider
{
    public static readonly Decider<ServiceCentreCommand, ServiceCentreState, ServiceCentreEvent> Decider =
        new("service_centre", new Unopened(), Decide, Evolve);

    static readonly Decision<ServiceCentreEvent> NoChange = Decision<ServiceCentreEvent>.NoChange;

    static Decision<ServiceCentreEvent> Decide(ServiceCentreCommand command, ServiceCentreState state) => (command, state) switch
    {
        (OpenCentre c, Unopened) => OpenNew(c),
        (OpenCentre c, Open s) => OpenAgain(c, s.Centre),
        (Rename c, Open s) => Renamed(c, s.Centre),
        (Rename c, Closed s) when c.From <= s.LastDay => Renamed(c, s.Centre),
        (Move c, Open s) => Moved(c, s.Centre),
        (Move c, Closed s) when c.From <= s.LastDay => Moved(c, s.Centre),
        (ChangeCostCentre c, Open s) => Charged(c, s.Centre),
        (ChangeCostCentre c, Closed s) when c.From <= s.LastDay => Charged(c, s.Centre),
        (Close c, Open s) => CloseDown(c, s.Centre),
        (Close c, Closed s) when (c.LastDay, c.Successor) == (s.LastDay, s.Successor) => NoChange,
        (_, Closed s) => new Refusal(CentreIsClosed, $"The centre's last day is {s.LastDay:yyyy-MM-dd}."),
        _ => new Refusal(NotOpened, "There is no such centre."),
    };

    static Decision<ServiceCentreEvent> OpenNew(OpenCentre c) => c switch
    {
        _ when !ServiceCentre.IsCode(c.Code.Value) =>
            new Refusal(CodeInvalid, $"A code is 1–{ServiceCentre.LongestCode} letters, digits, hyphens and single inner spaces."),
        _ when string.IsNullOrWhiteSpace(c.Name) => Nameless(),
        _ when string.IsNullOrWhiteSpace(c.CostCentre) => Uncharged(),
        { SplitFrom: { } whole } => SplitOff(c, whole),
        _ => Opened(c),
    };

    // The whole may have closed the evening before: then its parts go on instead of it.
    static Decision<ServiceCentreEvent> SplitOff(OpenCentre c, Whole whole) =>
        whole.Code == c.Code ? new Refusal(SplitFromItself, "A centre splits from another one.")
        : whole.State is Unopened ? new Refusal(SplitFromUnknown, $"There is no centre {whole.Code}.")
        : !whole.State.OpenOn(c.From) && !whole.State.OpenOn(c.From.AddDays(-1))
            ? new Refusal(SplitFromNotOpen, $"{whole.Code} was not open on {c.From:yyyy-MM-dd}, nor the day before.")
        : ImmutableArray.Create<ServiceCentreEvent>(Opened(c), new CentreSplitOff(whole.Code));

    static CentreOpened Opened(OpenCentre c) => new(c.Code, c.Type, c.Name, c.CostCentre, c.From);

    static Decision<ServiceCentreEvent> OpenAgain(OpenCentre c, ServiceCentre s) =>
        (c.Code, c.Type, c.From, c.Name, c.CostCentre, c.SplitFrom?.Code) == (s.Code, s.Type, s.From, s.NameOn(s.From),
            s.CostCentreOn(s.From), s.SplitFrom)
            ? NoChange
            : new Refusal(OpenedOtherwise, "A centre is open by this code with another content.");

    static Decision<ServiceCentreEvent> Renamed(Rename c, ServiceCentre s) =>
        string.IsNullOrWhiteSpace(c.Name) ? Nameless()
        : c.From < s.From ? TooEarly(s)
        : s.NameOn(c.From) == c.Name ? NoChange
        : new CentreRenamed(c.Name, c.From);

    static Decision<ServiceCentreEvent> Moved(Move c, ServiceCentre s) =>
        string.IsNullOrWhiteSpace(c.Address) ? new Refusal(AddressMissing, "Give the street address.")
        : c.From < s.From ? TooEarly(s)
        : s.AddressOn(c.From) == c.Address ? NoChange
        : new CentreMoved(c.Address, c.From);

    static Decision<ServiceCentreEvent> Charged(ChangeCostCentre c, ServiceCentre s) =>
        string.IsNullOrWhiteSpace(c.CostCentre) ? Uncharged()
        : c.From < s.From ? TooEarly(s)
        : s.CostCentreOn(c.From) == c.CostCentre ? NoChange
        : new CostCentreChanged(c.CostCentre, c.From);

    static Decision<ServiceCentreEvent> CloseDown(Close c, ServiceCentre s) =>
        c.LastDay < s.From ? TooEarly(s)
        : c.Successor == s.Code ? new Refusal(SuccessorIsItself, "Another centre goes on with the work, or none.")
        : c.Onward.Contains(s.Code)
            ? new Refusal(SuccessorsMakeCircle, $"{c.Successor}'s work has gone on at {s.Code}: name a centre that is still there.")
        : new CentreClosed(c.LastDay, c.Successor);

    static Refusal Nameless() => new(NameMissing, "Give the name.");

    static Refusal Uncharged() => new(CostCentreMissing, "Give the cost centre.");

    static Refusal TooEarly(ServiceCentre s) => new(DayBeforeOpening, $"The centre opened on {s.From:yyyy-MM-dd}.");
}
