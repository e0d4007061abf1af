namespace AiDevFramework.Plans.Reading;

/// <summary>In which form a heading is written.</summary>
internal enum HeadKind
{
    /// <summary>As a heading of Markdown or HTML.</summary>
    Heading,

    /// <summary>A line in bold.</summary>
    Bold,

    /// <summary>A line without any mark, or with a number.</summary>
    Plain,

    /// <summary>A label with what it names on the same line: <c>**Frontend**: React</c>.</summary>
    Label,

    /// <summary>The first cell of a row, or a bullet's label.</summary>
    Inline,

    /// <summary>None: what belongs under it stands there all the same.</summary>
    Missing,
}
