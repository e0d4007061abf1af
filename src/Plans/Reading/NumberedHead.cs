namespace AiDevFramework.Plans.Reading;

/// <summary>The head of a feature or a stage.</summary>
/// <param name="Line">Index of its line.</param>
/// <param name="Level">Of the heading; of a line in bold, the level that it should have.</param>
/// <param name="Heading">The text without marks.</param>
internal sealed record NumberedHead(int Line, int Level, string Heading, ItemHeading Item)
{
    /// <summary>Without the emphasis and the anchor around it.</summary>
    public string Name
    {
        get
        {
            var name = Heading.AsSpan(Math.Min(Item.NameStart, Heading.Length)).Trim();
            var anchor = name.LastIndexOf("{#", StringComparison.Ordinal);
            name = (anchor >= 0 && name[^1] == '}' ? name[..anchor] : name).TrimEnd(" :：");
            var marks = name.Count("**");
            name = marks == 1 || (marks == 2 && name.StartsWith("**", StringComparison.Ordinal) && name.EndsWith("**", StringComparison.Ordinal))
                ? name.Trim('*')
                : name;
            return name.Trim().ToString();
        }
    }
}
