using System.Diagnostics;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages;

/// <summary>Why a page could not be shown, and what to do now.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemPage : PeerWorkPage
{
    protected override bool ForEverybody => true;

    public string Title { get; private set; } = "";

    public string What { get; private set; } = "";

    /// <summary>To tell whoever looks into it: nothing of a person.</summary>
    public string? Code { get; private set; }

    public void OnGet(int? status) => Explain(status);

    public void OnPost(int? status) => Explain(status);

    void Explain(int? status)
    {
        var exception = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var code = exception switch
        {
            NotAnsweredException e => ReplyResult.StatusOf(e.Reply),
            ProviderAwayException => StatusCodes.Status503ServiceUnavailable,
            not null when Outage.Is(exception) => StatusCodes.Status503ServiceUnavailable,
            not null => StatusCodes.Status500InternalServerError,
            null => status ?? StatusCodes.Status404NotFound,
        };
        Response.StatusCode = code;
        if (code == StatusCodes.Status503ServiceUnavailable) Response.Headers.RetryAfter = Problems.RetryAfter;
        if (exception is not null && Outage.Is(exception)) HttpContext.RequestServices.GetRequiredService<OutageLog>().Tell(Failures.Requests, exception);
        (Title, What) = code switch
        {
            StatusCodes.Status404NotFound => (
                T["Sivua ei löydy", "Sidan finns inte", "There is no such page"],
                T["Täällä ei ole mitään, tai ei mitään mitä sinä voisit nähdä.", "Här finns inget, eller inget som du får se.", "There is nothing here, or nothing you may see."]),
            StatusCodes.Status403Forbidden => (
                T["Tämä ei kuulu rooliisi", "Detta hör inte till din roll", "This is not for your role"],
                exception is NotAnsweredException { Reply: Reply.Forbidden { Code: ProblemCodes.TakeOverFirst } }
                    ? Problems.Title(ProblemCodes.TakeOverFirst, T.Code)
                    : T["Jos tarvitset tätä työssäsi, pyydä oikeus pääkäyttäjältä.", "Om du behöver detta i ditt arbete, be huvudanvändaren om rättigheten.", "If you need this for your work, ask an administrator for the right."]),
            StatusCodes.Status503ServiceUnavailable => (
                T["Palvelu ei juuri nyt vastaa", "Tjänsten svarar inte just nu", "The service does not answer right now"],
                T["Mitään ei kadonnut. Yritä hetken kuluttua uudelleen.", "Ingenting gick förlorat. Försök igen om en stund.", "Nothing was lost. Try again in a moment."]),
            StatusCodes.Status409Conflict when exception is NotAnsweredException { Reply: Reply.Unreadable } => (
                T["Kaikkea kirjattua ei voida lukea", "Allt som har antecknats kan inte läsas", "Not everything recorded can be read"],
                Problems.Title(ProblemCodes.Unreadable, T.Code)),
            StatusCodes.Status400BadRequest => (
                T["Sivu on vanhentunut", "Sidan är föråldrad", "The page is out of date"],
                T["Palaa edelliselle sivulle, lataa se uudelleen ja yritä uudestaan.", "Gå tillbaka till föregående sida, ladda om den och försök på nytt.", "Go back to the page before, reload it and try again."]),
            _ => (
                T["Jokin meni vikaan", "Något gick fel", "Something went wrong"],
                T["Tapahtuma on kirjattu lokiin. Yritä uudelleen; jos tämä toistuu, kerro pääkäyttäjälle alla oleva tunnus.", "Händelsen har loggats. Försök igen; om detta upprepas, uppge koden nedan för huvudanvändaren.", "It was logged. Try again; if it happens again, tell an administrator the code below."]),
        };
        if (code >= StatusCodes.Status500InternalServerError) Code = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
