using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helsinki.PeerWork.Api.Pages.Kernel.Tags;

/// <summary>What every field has: its label, a hint, the value as typed before, and what is wrong with it, tied together for a screen reader.</summary>
public abstract class FieldTag : TagHelper
{
    /// <summary>The field's name in the form, and its id.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set => field = string.IsNullOrEmpty(value) ? null : value; } // an attribute bound to null comes as empty text

    /// <summary>May stay empty; said behind the label.</summary>
    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound, NotNull]
    public ViewContext? ViewContext { get; set; }

    protected Speech T => ViewContext.HttpContext.RequestServices.GetRequiredService<Speech>();

    /// <summary>As sent before; null: the form was not sent.</summary>
    protected IReadOnlyList<string>? Sent => Entry?.RawValue switch
    {
        string?[] values => [.. values.OfType<string>()],
        string value => [value],
        _ => IsSent ? [] : null,
    };

    /// <summary>Of a field with one value.</summary>
    protected string? SentOne => Sent is [var sent, ..] ? sent : null;

    protected string? Error => Entry?.Errors.FirstOrDefault()?.ErrorMessage;

    ModelStateEntry? Entry => !OfAnotherForm && ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? entry : null;

    // An unticked box sends nothing: that the form was sent at all is known by its own key.
    bool IsSent => !OfAnotherForm && ViewContext.ViewData.ModelState.ContainsKey(Fields.OnceField);

    /// <summary>Another form of the page was sent: this one stands as it was made.</summary>
    bool OfAnotherForm { get; set; }

    public override void Init(TagHelperContext context)
    {
        var request = ViewContext.HttpContext.Request;
        OfAnotherForm = HttpMethods.IsPost(request.Method) && context.Items.TryGetValue(typeof(OwnKeyTag), out var handler)
            && !string.Equals(handler as string, request.Query["handler"].ToString(), StringComparison.OrdinalIgnoreCase);
    }

    protected string HintId => $"{Name}-hint";

    protected string ErrorId => $"{Name}-error";

    protected string? DescribedBy => string.Join(' ', ((string?[])[Hint is null ? null : HintId, Error is null ? null : ErrorId]).OfType<string>()) is { Length: > 0 } ids ? ids : null;

    protected IHtmlContent LabelText => new HtmlContentBuilder().Append(Label)
        .AppendHtml(Optional ? Element("span", "field-optional", $" ({T["ei pakollinen", "frivillig", "optional"]})") : HtmlString.Empty);

    protected static TagBuilder Element(string name, string? cssClass, string? text = null)
    {
        var element = new TagBuilder(name);
        if (cssClass is not null) element.AddCssClass(cssClass);
        if (text is not null) element.InnerHtml.Append(text);
        return element;
    }

    protected IHtmlContent HintAndError(string hintClass, string errorClass)
    {
        var both = new HtmlContentBuilder();
        if (Hint is not null) both.AppendHtml(WithId(Element("span", hintClass, Hint), HintId));
        if (Error is not null) both.AppendHtml(WithId(Element("span", errorClass, Error), ErrorId));
        return both;
    }

    static TagBuilder WithId(TagBuilder element, string id)
    {
        element.Attributes["id"] = id;
        return element;
    }
}
