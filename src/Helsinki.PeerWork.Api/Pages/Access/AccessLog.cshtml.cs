using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Users;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Access.AccessLogApi;

namespace Helsinki.PeerWork.Api.Pages.Access;

/// <summary>Who has looked at what, the newest first; and, by a person's reference or identity code, who has looked at that person's data.</summary>
public sealed class AccessLogPage : PeerWorkPage
{
    public Listed<AccessView> Listed { get; private set; } = null!;

    public string? From { get; private set; }

    public string? To { get; private set; }

    /// <summary>One record, one person or one user that was asked for, by opaque id.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>What is listed is of one person, whose name stands nowhere here.</summary>
    public bool OfOnePerson { get; private set; }

    Dictionary<Guid, string> names = [];

    public async Task<IActionResult> OnGet(Guid? record, Guid? person, Guid? user, string? from, string? to, int? p)
    {
        (From, To) = (from, to);
        Filter = string.Concat(Part("record", record), Part("person", person), Part("user", user));
        OfOnePerson = person is not null;
        Listed = await Read<AccessLogApi, Listed<AccessView>>(a => a.List(Ct, person: person, record: record, user: user, from: Day("from"), to: Day("to"), page: p));
        return await Show();
    }

    /// <summary>A posted form: what a person is known by never stands in an address.</summary>
    public async Task<IActionResult> OnPost()
    {
        var (reference, code) = (Fields.Typed("serviceUserReference"), Fields.Typed("workerIdentityCode"));
        if (reference is null == code is null) Fields.Wrong("serviceUserReference", T["Täytä jompikumpi.", "Fyll i någondera.", "Fill in one of the two."]);
        if (Fields.AllRight && await Do<AccessLogApi, Listed<AccessView>>(a => a.Search(new SearchRequest(reference, code, Size: 200), Ct)) is { Value: { } found })
        {
            (Listed, OfOnePerson) = (found, true);
            return await Show();
        }
        Listed = await Read<AccessLogApi, Listed<AccessView>>(a => a.List(Ct));
        return await Show();
    }

    async Task<IActionResult> Show()
    {
        names = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).ToDictionary(c => c.Id.Value, c => c.Name);
        return Page();
    }

    public string NameOf(AccessView row) => names.TryGetValue(row.User.Value, out var name) ? name : row.User == Caller.System.User ? T["järjestelmä", "systemet", "the system"] : $"{row.User.Value}"[..8];

    public string RolesOf(AccessView row) => string.Join(", ", row.Roles.Select(r => Enum.TryParse<Role>(r, out var role) ? T[RoleWords.Of(role)] : r));

    DateOnly? Day(string field) => DayAsked(field, text => Reading.Day(text, Today));

    static string Part(string name, Guid? id) => id is null ? "" : $"&{name}={id}";
}
