using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>An operation's parameters as its address gives them.</summary>
static class Parameters
{
    /// <summary>
    /// The first that is missing or can't be read; null: none. Binding alone would take 1.6.2026 for the sixth of January, passes over in silence
    /// what it can't read of what may be left out, and names what stops it in its exception's text only.
    /// </summary>
    public static InvalidFieldException? Unreadable(HttpContext http)
    {
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            if (!Reads.TryGetValue(type, out var reads)) continue;
            var given = Given(http.Request, parameter.Name);
            if (given is null && !parameter.IsOptional) return new(parameter.Name, "is required");
            if (given is { Length: > 0 } && !reads(given)) return new(parameter.Name, $"must be {Json.Kind(type.Name)}");
        }
        return null;
    }

    static string? Given(HttpRequest request, string name) =>
        request.RouteValues.TryGetValue(
           name, out var part) ? part as string : request.Query.TryGetValue(name, out var asked) ? asked.ToString() : null;

    /// <summary>What an address can hold. A parameter of another type is a body or one of the application's own parts.</summary>
    static readonly Dictionary<Type, Func<string, bool>> Reads = new()
    {
        [typeof(string)] = _ => true,
        [typeof(bool)] = given => bool.TryParse(given, out _),
        [typeof(int)] = given => int.TryParse(given, CultureInfo.InvariantCulture, out _),
        [typeof(long)] = given => long.TryParse(given, CultureInfo.InvariantCulture, out _),
        [typeof(Guid)] = given => Guid.TryParse(given, out _),
        [typeof(DateOnly)] = given => DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        [typeof(YearMonth)] = given => YearMonth.TryParse(given, CultureInfo.InvariantCulture, out _),
    };
}
