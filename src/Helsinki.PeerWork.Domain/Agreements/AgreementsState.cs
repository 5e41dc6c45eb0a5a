using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;

namespace Helsinki.PeerWork.Domain.Agreements;

/// <summary>Days from the first to the last, both included; without a last day open.</summary>
public readonly record struct DayRange(DateOnly From, DateOnly? Until)
{
    public bool Covers(DateOnly day) => From <= day && !(day > Until);

    /// <summary>An agreement terminated before its first day covers none, and so overlaps nothing.</summary>
    public bool Overlaps(DayRange other) => !IsEmpty && !other.IsEmpty && !(From > other.Until) && !(other.From > Until);

    public bool IsEmpty => Until < From;
}

/// <summary>One kind of work at one centre.</summary>
public readonly record struct Coverage(CentreCode Centre, WorkKind Kind);

/// <summary>A form of engagement without an agreement of its own, or an imported row of any form.</summary>
public sealed record Engagement(EngagementForm Form, Coverage Work, DayRange Days);

/// <summary>An assignment agreement; that it has expired follows from its days.</summary>
public abstract record Agreement
{
    Agreement() { }

    public sealed record Drafted(
        decimal Rate, DayRange Days, string Confidentiality, string Ethics, ImmutableHashSet<Coverage> Works) : Agreement;

    public sealed record Signed(EffectiveDated<decimal> Rates, DayRange Days, ImmutableHashSet<Coverage> Works) : Agreement;
    public sealed record Terminated(EffectiveDated<decimal> Rates, DayRange Days, ImmutableHashSet<Coverage> Works) : Agreement;

    /// <summary>Euros an hour on a day it is in force; null on any other.</summary>
    public decimal? RateOn(DateOnly day) => this switch
    {
        Signed a when a.Days.Covers(day) => a.Rates.On(day),
        Terminated a when a.Days.Covers(day) => a.Rates.On(day),
        _ => null,
    };

    /// <summary>True once signed, for the work it names.</summary>
    public bool Binds(Coverage work) => this is not Drafted && Named.Contains(work);

    public DayRange Validity => this switch
    {
        Drafted a => a.Days,
        Signed a => a.Days,
        Terminated a => a.Days,
        _ => throw new UnreachableException(),
    };

    /// <summary>The work it names, signed or not.</summary>
    public ImmutableHashSet<Coverage> Named => this switch
    {
        Drafted a => a.Works,
        Signed a => a.Works,
        Terminated a => a.Works,
        _ => throw new UnreachableException(),
    };
}

public abstract record AgreementsState
{
    AgreementsState() { }

    public sealed record Unregistered : AgreementsState;

    public sealed record Registered(
        ImmutableDictionary<EngagementId, Engagement> Engagements, ImmutableDictionary<AgreementId, Agreement> Agreements) : AgreementsState
    {
        /// <summary>Where the worker was ever engaged; a draft binds nobody yet.</summary>
        public IEnumerable<CentreCode> Centres => Engagements.Values.Select(e => e.Work.Centre)
            .Concat(Agreements.Values.Where(a => a is not Agreement.Drafted).SelectMany(a => a.Named).Select(w => w.Centre))
            .Distinct();

        /// <summary>Where the worker is engaged on that day or will be; where nothing lasts any more, wherever it ever was.</summary>
        public IReadOnlyCollection<CentreCode> CentresFrom(DateOnly day)
        {
            var lasting = Engagements.Values.Where(e => !(e.Days.Until < day)).Select(e => e.Work.Centre)
                .Concat(Agreements.Values.Where(a => a is not Agreement.Drafted && !(a.Validity.Until < day)).SelectMany(a => a.Named)
                    .Select(w => w.Centre))
                .ToHashSet();
            return lasting.Count > 0 ? lasting : [.. Centres];
        }
    }

    /// <summary>
    /// What work of this kind at this centre is done under on that day; null: it is not allowed. Fee-for-service needs an agreement,
    /// an imported row of a register is not one.
    /// </summary>
    public Terms? InForce(CentreCode centre, WorkKind kind, EngagementForm form, DateOnly day)
    {
        var work = new Coverage(centre, kind);
        return (this, form) switch
        {
            (Registered s, EngagementForm.FeeForService) => s.Agreements
                .Where(a => a.Value.Binds(work) && a.Value.RateOn(day) is not null)
                .Select(a => new Terms(a.Key, form, a.Value.RateOn(day)))
                .FirstOrDefault(),
            (Registered s, _) when s.Engagements.Values.Any(e => e.Form == form && e.Work == work && e.Days.Covers(day)) =>
                new Terms(null, form, null),
            _ => null,
        };
    }

    /// <summary>Euros an hour; null when the agreement is not in force that day.</summary>
    public decimal? RateOn(AgreementId agreement, DateOnly day) =>
        this is Registered s && s.Agreements.TryGetValue(agreement, out var found) ? found.RateOn(day) : null;

    /// <summary>Euros an hour; null when no agreement is in force that day.</summary>
    public decimal? HighestRateOn(DateOnly day) => this is Registered s ? s.Agreements.Values.Max(a => a.RateOn(day)) : null;

    public static AgreementsState Evolve(AgreementsState state, AgreementsEvent @event) => (state, @event) switch
    {
        (Unregistered, PeerWorkerRegistered) => new Registered(
            ImmutableDictionary<EngagementId, Engagement>.Empty, ImmutableDictionary<AgreementId, Agreement>.Empty),
        (Registered s, EngagementBegan e) => With(s, e.Engagement, new Engagement(e.Form, new(e.Centre, e.Kind), new(e.From, e.Until))),
        (Registered s, EngagementImported e) => With(s, e.Engagement, new Engagement(e.Form, new(e.Centre, e.Kind), new(e.From, e.Until))),
        (Registered s, EngagementEndSet e) => With(s, e.Engagement, EndOn(s.Engagements[e.Engagement], e.Until)),
        (Registered s, TravelTicketsIssued) => s,
        (Registered s, DraftDiscarded e) => s with { Agreements = s.Agreements.Remove(e.Agreement) },
        (Registered s, AgreementDrafted e) => With(s, e.Agreement,
            new Agreement.Drafted(e.Rate, new(e.From, e.Until), e.Confidentiality, e.Ethics, [])),
        (Registered s, AgreementCovers e) => With(s, e.Agreement, Evolve(s.Agreements[e.Agreement], e)),
        (Registered s, AgreementSigned e) => With(s, e.Agreement, Evolve(s.Agreements[e.Agreement], e)),
        (Registered s, RateAmended e) => With(s, e.Agreement, Evolve(s.Agreements[e.Agreement], e)),
        (Registered s, AgreementExtended e) => With(s, e.Agreement, Evolve(s.Agreements[e.Agreement], e)),
        (Registered s, AgreementTerminated e) => With(s, e.Agreement, Evolve(s.Agreements[e.Agreement], e)),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    static Agreement Evolve(Agreement agreement, AgreementsEvent @event) => (agreement, @event) switch
    {
        (Agreement.Drafted a, AgreementCovers e) => a with { Works = a.Works.Add(new(e.Centre, e.Kind)) },
        (Agreement.Drafted a, AgreementSigned) => new Agreement.Signed(new(a.Rate), a.Days, a.Works),
        (Agreement.Signed a, RateAmended e) => a with { Rates = a.Rates.With(e.From, e.Rate) },
        (Agreement.Signed a, AgreementExtended e) => a with { Days = a.Days with { Until = e.Until } },
        (Agreement.Signed a, AgreementTerminated e) => new Agreement.Terminated(a.Rates, a.Days with { Until = e.LastDay }, a.Works),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {agreement.GetType().Name}."),
    };

    static Registered With(Registered s, EngagementId id, Engagement engagement) => s with { Engagements = s.Engagements.SetItem(id, engagement) };
    static Registered With(Registered s, AgreementId id, Agreement agreement) => s with { Agreements = s.Agreements.SetItem(id, agreement) };
    static Engagement EndOn(Engagement e, DateOnly? until) => e with { Days = e.Days with { Until = until } };
}
