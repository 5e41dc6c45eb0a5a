using System.Text;
using Microsoft.Net.Http.Headers;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>How the text of a body is written: what can't be read is said before anybody tries.</summary>
static class Charsets
{
    public static void UseKnownCharsets(this WebApplication app) => app.Use((http, next) =>
        http.Request.ContentType is null || IsKnown(http.Request.ContentType)
            ? next(http)
            : Problems.Write(http, Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType,
                "Send text as UTF-8.")));

    static bool IsKnown(string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue) return true;
        try
        {
            Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
