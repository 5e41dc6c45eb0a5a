using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helsinki.PeerWork.Api.Pages.Kernel.Tags;

/// <summary>What a text field takes, for its keyboard, its width and its hint.</summary>
public enum FieldKind { Text, Day, Time, Euros, Number, Search }

/// <summary>A line of text: <c>&lt;field-text name="on" kind="Day" label="…" /&gt;</c>.</summary>
[HtmlTargetElement("field-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextFieldTag : FieldTag
{
    public FieldKind Kind { get; set; }

    /// <summary>What stands in it before anything was typed.</summary>
    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Hint ??= Kind switch
        {
            FieldKind.Day => T["Esim. 4.5. tai 4.5.2026", "T.ex. 4.5 eller 4.5.2026", "E.g. 4.5. or 4.5.2026"],
            FieldKind.Time => T["Esim. 14.30 tai 14", "T.ex. 14.30 eller 14", "E.g. 14:30 or 14"],
            _ => null,
        };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"hds-text-input field field--{Kind.ToString().ToLowerInvariant()}{(Error is null ? "" : " hds-text-input--invalid")}");
        var label = new TagBuilder("label") { Attributes = { ["for"] = Name, ["class"] = "hds-text-input__label" } };
        label.InnerHtml.AppendHtml(LabelText);
        var input = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes =
            {
                ["id"] = Name, ["name"] = Name, ["class"] = "hds-text-input__input", ["autocomplete"] = "off",
                ["type"] = Kind is FieldKind.Search ? "search" : "text",
                ["value"] = Sent is null ? Value : SentOne ?? "",
            },
        };
        if (Kind is FieldKind.Euros or FieldKind.Number or FieldKind.Time) input.Attributes["inputmode"] = Kind is FieldKind.Number ? "numeric" : "decimal";
        if (DescribedBy is { } ids) input.Attributes["aria-describedby"] = ids;
        if (Error is not null) input.Attributes["aria-invalid"] = "true";
        if (!Optional && Kind is not FieldKind.Search) input.Attributes["aria-required"] = "true";
        var wrapper = Element("div", "hds-text-input__input-wrapper");
        wrapper.InnerHtml.AppendHtml(input);
        output.Content.AppendHtml(label).AppendHtml(wrapper).AppendHtml(HintAndError("hds-text-input__helper-text", "hds-text-input__error-text"));
    }
}
