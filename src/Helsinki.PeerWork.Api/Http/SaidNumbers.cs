using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.OpenApi;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>Says the numbers of the rules in the API's description as they are that day.</summary>
sealed class SaidNumbers(DateOnly day) : OpenApiVisitorBase
{
    public override void Visit(OpenApiOperation operation)
    {
        operation.Summary = Said(operation.Summary);
        operation.Description = Said(operation.Description);
    }

    public override void Visit(IOpenApiParameter parameter) => Say(parameter);

    public override void Visit(IOpenApiRequestBody requestBody) => Say(requestBody);

    public override void Visit(IOpenApiResponse response) => Say(response);

    public override void Visit(IOpenApiSchema schema) => Say(schema);

    // What refers to another element speaks with its words: only what says a number gets words of its own.
    void Say(IOpenApiDescribedElement element)
    {
        if (Said(element.Description) is { } said && said != element.Description) element.Description = said;
    }

    string? Said(string? text) => text is null ? null : DomainNumbers.Said(text, day);
}
