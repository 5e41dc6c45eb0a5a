using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>What went wrong outside the rules becomes a problem: unreadable input 4xx with the field, the database away 503, a bug 500 without its inside.</summary>
public static partial class Failures
{
    /// <summary>What waits while the database is away, as it is told.</summary>
    public const string Requests = "Requests are answered 503";

    public static void UseFailures(this WebApplication app)
    {
        var outages = app.Services.GetRequiredService<OutageLog>();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                return; // nobody is listening any more
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                var problem = From(http, e);
                Log(app.Logger, outages, problem, e, http.GetEndpoint()?.DisplayName);
                http.Response.Clear();
                await Problems.Write(http, problem);
            }
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await Problems.Write(http, Problems.Of(http, http.Response.StatusCode, Problems.CodeOf(http.Response.StatusCode), Explain(http.Response.StatusCode)));
        });
    }

    static ProblemDetails From(HttpContext http, Exception exception) => exception switch
    {
        InvalidFieldException e => Invalid(http, e),
        BadHttpRequestException { InnerException: JsonException e } => Problems.Invalid(http, Json.Errors(e)),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => Invalid(http, Unbound(http)),
        BadHttpRequestException e => Problems.Of(http, e.StatusCode, Problems.CodeOf(e.StatusCode), Explain(e.StatusCode)),
        // Text PostgreSQL can't hold: a NUL, or bytes that are not UTF-8.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Problems.Of(http, StatusCodes.Status400BadRequest, ProblemCodes.BadRequest, "The request has a character that can't be stored."),
        ProviderAwayException => Problems.Of(http, StatusCodes.Status503ServiceUnavailable, ProblemCodes.ProviderAway, "The log-in service does not answer. Nothing was lost; try again."),
        _ when Outage.Is(
           exception) =>
           Problems.Of(http, StatusCodes.Status503ServiceUnavailable, ProblemCodes.DatabaseAway, "The database does not answer. Nothing was lost; try again."),
        _ => Problems.Of(http, StatusCodes.Status500InternalServerError, ProblemCodes.Unexpected, "Something unexpected happened; it was logged."),
    };

    /// <summary>An outage a line a minute, whatever is asked meanwhile; a bug each time.</summary>
    static void Log(ILogger logger, OutageLog outages, ProblemDetails problem, Exception exception, string? operation)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable && exception is not ProviderAwayException) outages.Tell(Requests, exception);
        else if (problem.Status == StatusCodes.Status500InternalServerError) LogUnexpected(logger, exception, operation);
    }

    static ProblemDetails Invalid(HttpContext http, InvalidFieldException e) =>
        Problems.Invalid(http, new Dictionary<string, string[]> { [e.Field] = [e.ShouldBe] });

    /// <summary>What stopped the binding: a parameter, otherwise the body, which a page's form is too.</summary>
    static InvalidFieldException Unbound(HttpContext http) => Parameters.Unreadable(http)
        ?? new("body", http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null ? "is missing or can't be read" : $"must be {Json.Kind("body")}");

    static string Explain(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Send a valid bearer token.",
        StatusCodes.Status403Forbidden => "Your role does not allow this.",
        StatusCodes.Status404NotFound => "There is nothing here, or nothing you may know of.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this address takes.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as the content type the API description names, usually application/json.",
        _ => "The request could not be read.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected failure in {Operation}")]
    static partial void LogUnexpected(ILogger logger, Exception exception, string? operation);
}
