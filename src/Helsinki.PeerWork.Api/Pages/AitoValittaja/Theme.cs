using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>One of the four themes of baseline and assessment, asked in plain words.</summary>
/// <param name="Key">Of its fields in a form.</param>
/// <param name="Question">Said aloud to the service user.</param>
/// <param name="Least">What 1 means.</param>
/// <param name="Most">What 5 means.</param>
public sealed record Theme(string Key, Text Name, Text Question, Text Least, Text Most, Func<Ratings, ThemeRating> Of)
{
    /// <summary>The scale: 1–5 (DOMAIN: the joint assessment).</summary>
    public static readonly IReadOnlyList<int> Scale = [1, 2, 3, 4, 5];

    public static readonly IReadOnlyList<Theme> All =
    [
        new("empowerment", new("Voimaantuminen", "Egenmakt", "Empowerment"),
            new("Kuinka paljon voin itse vaikuttaa elämääni?", "Hur mycket kan jag själv påverka mitt liv?", "How much can I influence my own life?"),
            new("en juuri lainkaan", "knappt alls", "hardly at all"), new("todella paljon", "väldigt mycket", "very much"), r => r.Empowerment),
        new("socialParticipation", new("Sosiaalinen osallisuus", "Social delaktighet", "Social participation"),
            new("Kuinka paljon olen mukana toisten kanssa?", "Hur mycket är jag med bland andra?", "How much do I take part with others?"),
            new("en juuri lainkaan", "knappt alls", "hardly at all"), new("todella paljon", "väldigt mycket", "very much"), r => r.SocialParticipation),
        new("confidence", new("Itseluottamus", "Självförtroende", "Confidence"),
            new("Kuinka paljon luotan itseeni?", "Hur mycket litar jag på mig själv?", "How much do I trust myself?"),
            new("en juuri lainkaan", "knappt alls", "hardly at all"), new("todella paljon", "väldigt mycket", "very much"), r => r.Confidence),
        new("wellbeing", new("Hyvinvointi", "Välbefinnande", "Wellbeing"),
            new("Miten voin?", "Hur mår jag?", "How am I?"),
            new("huonosti", "dåligt", "badly"), new("hyvin", "bra", "well"), r => r.Wellbeing),
    ];

    public string ServiceUserField => $"{Key}-service-user";

    public string TherapistField => $"{Key}-therapist";

    /// <summary>All eight answers of a form; what is missing is told at its field.</summary>
    internal static Ratings Read(Fields fields)
    {
        var (least, most) = (Scale[0], Scale[^1]);
        var by = All.ToDictionary(t => t.Key, t => new ThemeRating(fields.Whole(t.ServiceUserField, least, most), fields.Whole(t.TherapistField, least, most)));
        return new(by["empowerment"], by["socialParticipation"], by["confidence"], by["wellbeing"]);
    }
}
