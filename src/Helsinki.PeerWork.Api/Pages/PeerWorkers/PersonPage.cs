using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>A page where it is written who a worker is.</summary>
public abstract class PersonPage : PeerWorkPage
{
    /// <summary>What was typed is told to be wrong before it is sent anywhere; what stands in the form is not repeated.</summary>
    private protected string? TypedIdentityCode()
    {
        var typed = Fields.Typed("identityCode");
        if (typed is not null && !IdentityCode.TryParse(typed, out _, out _))
            Fields.Wrong("identityCode", T["Tarkista henkilötunnus: siinä on 11 merkkiä, ja tarkistusmerkin on täsmättävä.", "Kontrollera personbeteckningen: den har 11 tecken och kontrolltecknet ska stämma.", "Check the identity code: it has 11 characters, and its check character must match."]);
        return typed;
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        "peer-workers/identity-code-taken" => "identityCode",
        "peer-workers/reference-taken" => "reference",
        _ => null,
    };
}
