using System.Globalization;

namespace AiDevFramework.Web.Words;

/// <summary>A sentence about a number, in the two forms that English and German have.</summary>
/// <param name="One">For exactly one; <c>{0}</c> is the number.</param>
/// <param name="Many">For all other numbers.</param>
public sealed record Plural(string One, string Many)
{
    public string Of(long count) => string.Format(CultureInfo.InvariantCulture, count == 1 ? One : Many, count);
}
