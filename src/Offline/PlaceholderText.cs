using System.Text.RegularExpressions;

namespace AiDevFramework.Offline;

/// <summary>Fills <c>{item}</c>, <c>{role}</c> and their forms. What is filled in is never read as a template again.</summary>
internal sealed partial class PlaceholderText(string item, string role)
{
    public string Role => role;

    public string PascalItem => Words.Pascal(item) is { Length: > 0 } pascal ? pascal : "Entry";

    public string Fill(string template) =>
        Placeholder().Replace(template, match => match.Groups["name"].Value switch
        {
            "item" => match.Groups["article"].Success ? Words.WithArticle(item) : item, // "an {item}": the article follows the noun
            "a item" => Words.WithArticle(item),
            "items" => Words.Plural(item),
            "Item" => PascalItem,
            "Items" => Words.Capital(Words.Plural(item)),
            "role" => match.Groups["article"].Success ? Words.WithArticle(role) : role,
            "a role" => Words.WithArticle(role),
            "roles" => Words.Plural(role),
            var unknown => throw new InvalidOperationException($"The offline vocabulary has no placeholder {{{unknown}}}."),
        });

    /// <summary>A heading: every noun of the idea with a capital.</summary>
    public string FillTitle(string template) =>
        Words.Capital(Placeholder().Replace(template, match => match.Groups["name"].Value switch
        {
            "item" => Words.Title(item),
            "items" or "Items" => Words.Title(Words.Plural(item)),
            "role" => Words.Title(role),
            "roles" => Words.Title(Words.Plural(role)),
            "Item" => PascalItem,
            var unknown => throw new InvalidOperationException($"The offline vocabulary has no placeholder {{{unknown}}} in a name."),
        }));

    [GeneratedRegex(@"(?<article>\b[Aa]n? )?\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
