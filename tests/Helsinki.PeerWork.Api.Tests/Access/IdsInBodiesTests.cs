using System.Reflection;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>An id in a body opens no more than one in an address.</summary>
public sealed class IdsInBodiesTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    [Fact]
    public void Every_id_in_a_body_has_its_row() => Assert.Equal(Fields().Order(StringComparer.Ordinal), Rows().Order(StringComparer.Ordinal));

    /// <summary>Operation and field, of everything the API takes.</summary>
    IEnumerable<string> Fields() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<EntranceMetadata>()?.Entrance == Entrance.Programs
            && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null
        let name = endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName
        from parameter in endpoint.Metadata.GetRequiredMetadata<MethodInfo>().GetParameters()
        where parameter.Name == "body"
        from field in IdsIn(parameter.ParameterType, "")
        select $"{name} {field}";

    static IEnumerable<string> IdsIn(Type type, string path)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (IsId(inner)) return [path];
        if (inner.GetInterfaces().Prepend(inner)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list && inner != typeof(string))
            return IdsIn(list.GetGenericArguments()[0], path);
        return inner.Namespace?.StartsWith("Helsinki.", StringComparison.Ordinal) == true && !inner.IsEnum && inner != typeof(CentreCode)
            ? inner.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .SelectMany(p => IdsIn(p.PropertyType, $"{path}{(path.Length == 0 ? "" : ".")}{Camel(p.Name)}"))
            : [];
    }

    static bool IsId(Type type) =>
        type == typeof(Guid) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    static IEnumerable<string> Rows()
    {
        using var page = new StreamReader(typeof(AccessTable).Assembly.GetManifestResourceStream("access.md")!);
        return [.. page.ReadToEnd().Split("## Ids in what is sent")[1].Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Split('|')[1].Trim()).Skip(1)];
    }

    [Fact]
    public async Task A_worker_of_another_centre_is_answered_as_one_who_is_nowhere()
    {
        var (elsewhere, _) = await host.Agreed("Kalasatama");
        var coordinator = host.By("coordinator");
        var session = (await Expect(201, coordinator.Post("/api/supervision-sessions", Plan()))).Id;
        var at = $"/api/supervision-sessions/{session}";

        foreach (var worker in (Guid[])[elsewhere, Guid.NewGuid()])
        {
            await Refused("agreements/not-registered", coordinator.Post($"{at}/invitations", new { worker }));
            await Refused("agreements/not-registered", coordinator.Post($"{at}/invitations", new { workers = new[] { worker } }));
            await Refused("agreements/not-registered", coordinator.Post("/api/supervision-sessions", Plan(worker)));
        }

        static object Plan(params Guid[] invited) =>
            new { centre = "Malmi", on = "2026-06-20", start = "10:00", form = "Group", purpose = "Supervision", invited };
    }

    [Fact]
    public async Task A_process_is_given_to_a_therapist_of_its_centre_and_to_nobody_else()
    {
        foreach (var persona in (string[])["therapist-substitute", "therapist-laakso", "payroll"]) (await host.BrowserOf(persona)).Dispose();
        var (mediator, _) = await host.Agreed();
        var process = await host.ActiveProcess(mediator);
        var (therapist, at) = (host.By("therapist"), $"/api/aito-valittaja/processes/{process}");

        foreach (var nobody in (Guid[])[DemonstrationTokens.UserOf("payroll").Value, DemonstrationTokens.UserOf("therapist-laakso").Value, mediator,
            Guid.NewGuid()])
            await Refused("aito-valittaja/no-therapist-here",
                therapist.Put($"{at}/therapist", new { therapist = nobody, reason = "MovedToAnotherCentre" }, await Version(therapist, at)));
        await Expect(204, therapist.Put($"{at}/therapist",
            new { therapist = DemonstrationTokens.UserOf("therapist-substitute").Value, reason = "MovedToAnotherCentre" },
            await Version(therapist, at)));

        static async Task<string> Version(Asking asking, string at) => (await Expect(200, asking.Get(at))).ETag!;
    }
}
