using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helsinki.PeerWork.Api.Pages.Kernel.Tags;

/// <summary>Gives every form that writes its own key, and the version it is made of: <c>&lt;form method="post" seen="@Model.Version"&gt;</c>.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class OwnKeyTag : TagHelper
{
    /// <summary>The version of what the form replaces or ends; null: it only adds, and is decided on whatever is there.</summary>
    public long? Seen { get; set; }

    [ViewContext, HtmlAttributeNotBound, NotNull]
    public ViewContext? ViewContext { get; set; }

    /// <summary>Tells its fields which of the page's forms they are in.</summary>
    public override void Init(TagHelperContext context) => context.Items[typeof(OwnKeyTag)] = context.AllAttributes["asp-page-handler"]?.Value?.ToString() ?? "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.PostContent.AppendHtml(Hidden(Fields.OnceField, Guid.CreateVersion7().ToString()));
        if (Seen is { } seen) output.PostContent.AppendHtml(Hidden(Fields.SeenField, seen.ToString(CultureInfo.InvariantCulture)));
    }

    static TagBuilder Hidden(string name, string value) =>
        new("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = value } };
}

/// <summary>What is wrong with a sent form, all of it in one place above it, each leading to its field; nothing when nothing is.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTag : TagHelper
{
    [ViewContext, HtmlAttributeNotBound, NotNull]
    public ViewContext? ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState.SelectMany(f => f.Value!.Errors.Select(e => (Field: f.Key, e.ErrorMessage))).ToList();
        var meanwhile = (ViewContext.ViewData.Model as PeerWorkPage)?.Meanwhile;
        if (errors.Count == 0 && meanwhile is null)
        {
            output.SuppressOutput();
            return;
        }
        var t = ViewContext.HttpContext.RequestServices.GetRequiredService<Speech>();
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "hds-notification hds-notification--error error-summary");
        output.Attributes.SetAttribute("id", "errors");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "errors-title");
        output.Content.AppendHtml(meanwhile is null ? Wrong(t, errors) : Stale(t, meanwhile));
    }

    static TagBuilder Wrong(Speech t, List<(string Field, string Text)> errors)
    {
        var content = Content(t["Tarkista nämä", "Kontrollera detta", "Check these"]);
        var list = new TagBuilder("ul");
        foreach (var (field, text) in errors)
        {
            var item = new TagBuilder("li");
            if (field.Length == 0) item.InnerHtml.Append(text);
            else
            {
                var link = new TagBuilder("a") { Attributes = { ["href"] = $"#{field}" } };
                link.InnerHtml.Append(text);
                item.InnerHtml.AppendHtml(link);
            }
            list.InnerHtml.AppendHtml(item);
        }
        content.InnerHtml.AppendHtml(list);
        return content;
    }

    static TagBuilder Stale(Speech t, IReadOnlyList<string> meanwhile)
    {
        var content = Content(t["Tätä muutettiin sillä välin", "Detta ändrades under tiden", "This was changed meanwhile"]);
        var list = new TagBuilder("ul");
        foreach (var text in meanwhile)
        {
            var item = new TagBuilder("li");
            item.InnerHtml.Append(text);
            list.InnerHtml.AppendHtml(item);
        }
        if (meanwhile.Count > 0) content.InnerHtml.AppendHtml(list);
        var advice = new TagBuilder("p");
        advice.InnerHtml.Append(t["Mitään ei tallennettu. Kirjoittamasi on alla: tarkista, sopiiko se vielä, ja tallenna uudelleen.",
            "Ingenting sparades. Det du skrev finns nedan: kontrollera om det ännu stämmer och spara på nytt.",
            "Nothing was saved. What you typed is below: check whether it still fits, and save again."]);
        content.InnerHtml.AppendHtml(advice);
        return content;
    }

    static TagBuilder Content(string title)
    {
        var heading = new TagBuilder("h2") { Attributes = { ["id"] = "errors-title", ["class"] = "hds-notification__label" } };
        heading.InnerHtml.Append(title);
        var content = new TagBuilder("div") { Attributes = { ["class"] = "hds-notification__content" } };
        content.InnerHtml.AppendHtml(heading);
        return content;
    }
}

/// <summary>What a figure means, to open beside it: <c>&lt;definition of="…"&gt;text&lt;/definition&gt;</c>. Works without JavaScript.</summary>
[HtmlTargetElement("definition")]
public sealed class DefinitionTag : TagHelper
{
    /// <summary>Of what, for a screen reader.</summary>
    public string Of { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound, NotNull]
    public ViewContext? ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var t = ViewContext.HttpContext.RequestServices.GetRequiredService<Speech>();
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "definition");
        var summary = new TagBuilder("summary") { Attributes = { ["aria-label"] = t[$"Mitä tarkoittaa: {Of}", $"Vad betyder: {Of}", $"What is meant: {Of}"] } };
        summary.InnerHtml.Append("i");
        output.PreContent.AppendHtml(summary).AppendHtml(new HtmlString("<div>"));
        output.PostContent.AppendHtml(new HtmlString("</div>"));
    }
}
