using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helsinki.PeerWork.Api.Pages.Kernel.Tags;

/// <summary>One of several, all seen at once: <c>&lt;field-choice name="reason" label="…" choices="…" /&gt;</c>.</summary>
[HtmlTargetElement("field-choice", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoiceFieldTag : GroupFieldTag
{
    /// <summary>Chosen before anything was.</summary>
    public string? Value { get; set; }

    private protected override string Kind => "radio-button";

    private protected override bool IsChosen(string value) => (Sent is null ? Value : SentOne) == value;
}

/// <summary>Any of several: <c>&lt;field-checks name="goals" label="…" choices="…" /&gt;</c>.</summary>
[HtmlTargetElement("field-checks", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChecksFieldTag : GroupFieldTag
{
    /// <summary>Ticked before anything was.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    private protected override string Kind => "checkbox";

    private protected override bool IsChosen(string value) => (Sent ?? Values).Contains(value);
}

/// <summary>A group of choices under one question.</summary>
public abstract class GroupFieldTag : FieldTag
{
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>Large buttons to tap, side by side.</summary>
    public bool Tiles { get; set; }

    private protected abstract string Kind { get; }

    private protected abstract bool IsChosen(string value);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"hds-selection-group field{(Tiles ? " tiles" : "")}");
        output.Attributes.SetAttribute("id", Name);
        output.Attributes.SetAttribute("tabindex", "-1");
        if (DescribedBy is { } ids) output.Attributes.SetAttribute("aria-describedby", ids);
        var legend = Element("legend", "hds-selection-group__legend");
        legend.InnerHtml.AppendHtml(LabelText);
        var items = Element("div", "hds-selection-group__items hds-selection-group__items--vertical");
        foreach (var choice in Choices) items.InnerHtml.AppendHtml(Item(choice));
        output.Content.AppendHtml(legend).AppendHtml(HintAndError("field-hint", "hds-selection-group__error-text")).AppendHtml(items);
    }

    TagBuilder Item(Choice choice)
    {
        var id = $"{Name}-{choice.Value.Replace(' ', '_')}";
        var input = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes = { ["type"] = Kind == "checkbox" ? "checkbox" : "radio", ["id"] = id, ["name"] = Name, ["value"] = choice.Value, ["class"] = $"hds-{Kind}__input" },
        };
        if (IsChosen(choice.Value)) input.Attributes["checked"] = "checked";
        var label = new TagBuilder("label") { Attributes = { ["for"] = id, ["class"] = $"hds-{Kind}__label" } };
        label.InnerHtml.Append(choice.Label);
        if (choice.Hint is not null) label.InnerHtml.AppendHtml(Element("span", "choice-hint", choice.Hint));
        var item = Element("div", $"hds-{Kind}");
        item.InnerHtml.AppendHtml(input).AppendHtml(label);
        return item;
    }
}

/// <summary>One of many: <c>&lt;field-select name="mediator" label="…" choices="…" /&gt;</c>.</summary>
[HtmlTargetElement("field-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectFieldTag : FieldTag
{
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    public string? Value { get; set; }

    /// <summary>Stands first and chooses nothing; null: the first choice is chosen.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"hds-text-input field{(Error is null ? "" : " hds-text-input--invalid")}");
        var label = new TagBuilder("label") { Attributes = { ["for"] = Name, ["class"] = "hds-text-input__label" } };
        label.InnerHtml.AppendHtml(LabelText);
        var select = new TagBuilder("select") { Attributes = { ["id"] = Name, ["name"] = Name, ["class"] = "hds-text-input__input" } };
        if (DescribedBy is { } ids) select.Attributes["aria-describedby"] = ids;
        if (Error is not null) select.Attributes["aria-invalid"] = "true";
        var chosen = Sent is null ? Value : SentOne;
        if (Empty is not null) select.InnerHtml.AppendHtml(Option(new("", Empty), chosen is null or ""));
        foreach (var choice in Choices) select.InnerHtml.AppendHtml(Option(choice, choice.Value == chosen));
        var wrapper = Element("div", "hds-text-input__input-wrapper select");
        wrapper.InnerHtml.AppendHtml(select);
        output.Content.AppendHtml(label).AppendHtml(wrapper).AppendHtml(HintAndError("hds-text-input__helper-text", "hds-text-input__error-text"));
    }

    static TagBuilder Option(Choice choice, bool chosen)
    {
        var option = new TagBuilder("option") { Attributes = { ["value"] = choice.Value } };
        if (chosen) option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(choice.Label);
        return option;
    }
}

/// <summary>A yes to one thing: <c>&lt;field-tick name="agreed" label="…" /&gt;</c>.</summary>
[HtmlTargetElement("field-tick", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TickFieldTag : FieldTag
{
    public bool Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "hds-checkbox field");
        var input = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes = { ["type"] = "checkbox", ["id"] = Name, ["name"] = Name, ["value"] = "true", ["class"] = "hds-checkbox__input" },
        };
        if (DescribedBy is { } ids) input.Attributes["aria-describedby"] = ids;
        if (Error is not null) input.Attributes["aria-invalid"] = "true";
        if (Sent is { } sent ? sent.Count > 0 : Value) input.Attributes["checked"] = "checked";
        var label = new TagBuilder("label") { Attributes = { ["for"] = Name, ["class"] = "hds-checkbox__label" } };
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(input).AppendHtml(label).AppendHtml(HintAndError("field-hint", "hds-checkbox__error-text"));
    }
}
