using System.Buffers;

namespace AiDevFramework.Web.Markdown;

/// <summary>The items of the plan that a document can name, and those that it defines.</summary>
/// <param name="Known">By identifier, <c>F2</c>, or by the name of an event.</param>
/// <param name="Defined">Identifier and line, from 1, of what stands in this document.</param>
/// <param name="BackTo">Begins the address of an item's row in the list of links, <c>#links-</c>; empty where there is no such list.</param>
public sealed record ItemLinks(IReadOnlyDictionary<string, ItemLink> Known, IReadOnlyDictionary<string, int> Defined, string BackTo)
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    public static ItemLinks None { get; } = new(new Dictionary<string, ItemLink>(), new Dictionary<string, int>(), "");

    /// <returns>The <c>id</c> of an item on its page. Names of events begin with <c>e-</c>, so that none is an id of the page itself.</returns>
    public static string AnchorOf(string item) => IsIdentifier(item) ? item : "e-" + item;

    /// <summary>Whether it is letters and a number, <c>AC2.1</c>, and no name.</summary>
    public static bool IsIdentifier(string item)
    {
        var letters = item.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return letters is >= 1 and <= 3 && item.AsSpan(letters).IndexOfAnyExcept(s_number) < 0;
    }
}
