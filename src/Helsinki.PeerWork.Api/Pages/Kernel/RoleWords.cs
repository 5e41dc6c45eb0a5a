using Helsinki.PeerWork.Api.Access;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>The kinds of user in the readers' words.</summary>
static class RoleWords
{
    public static Text Of(Role role) => role switch
    {
        Role.OccupationalTherapist => new("toimintaterapeutti", "ergoterapeut", "occupational therapist"),
        Role.PeerWorker => new("vertaistyöntekijä", "kamratarbetare", "peer worker"),
        Role.Coordinator => new("koordinaattori", "koordinator", "coordinator"),
        Role.Payroll => new("palkanlaskenta", "löneräkning", "payroll"),
        Role.Planner => new("suunnittelija", "planerare", "planner"),
        Role.Administrator => new("pääkäyttäjä", "huvudanvändare", "administrator"),
        Role.DataProtectionOfficer => new("tietosuojavastaava", "dataskyddsombud", "data-protection officer"),
    };
}
