namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>What the story begins with: Helsinki's service centres (seed 001), the first configuration, and a made-up register of 2024.</summary>
static class SampleRegister
{
    /// <summary>Names as the city's presentation of its peer work gives them; the cost centres are made up.</summary>
    public static readonly IReadOnlyList<(string Code, string Name, string Type, string CostCentre)> Centres =
    [
        ("Malmi", "Malmi Psychiatry and Substance Abuse Center", "PsychiatryAndSubstanceAbuseCentre", "2610101"),
        ("Jelppi", "Substance abuse services of Jelpi", "SubstanceAbuseService", "2610102"),
        ("Laakso", "Laakso Psychiatry and Substance Abuse Center", "PsychiatryAndSubstanceAbuseCentre", "2610103"),
        ("Harjula", "Partnership House Harjula", "PartnershipHouse", "2610104"),
        ("Symppis Itis", "Symppis low-threshold day activity centre, Itis", "LowThresholdDayActivityCentre", "2610105"),
        ("Symppis Malmi", "Symppis low-threshold day activity centre, Malmi", "LowThresholdDayActivityCentre", "2610106"),
        ("Vuosaari", "Vuosaari Health and Well-being Centre", "HealthAndWellbeingCentre", "2610107"),
        ("Kalasatama", "Kalasatama Health and Well-being Centre", "HealthAndWellbeingCentre", "2610108"),
        ("Aurora", "Aurora Hospital area", "HospitalArea", "2610109"),
    ];

    /// <summary>The register as it was handed over; every person in it is made up.</summary>
    public static string Text
    {
        get
        {
            using var file = new StreamReader(typeof(SampleRegister).Assembly.GetManifestResourceStream("helsinki-2024-engagements.csv")!);
            return file.ReadToEnd();
        }
    }
}
