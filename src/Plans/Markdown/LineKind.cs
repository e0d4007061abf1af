namespace AiDevFramework.Plans.Markdown;

/// <summary>What a line of Markdown is, seen alone and with its neighbours.</summary>
internal enum LineKind
{
    Blank,
    Text,

    /// <summary><c># Title</c>, <c>&lt;h1&gt;Title&lt;/h1&gt;</c>, or a line that the next one underlines.</summary>
    Heading,

    /// <summary>The second line of an underlined heading.</summary>
    Underline,
    Bullet,
    TableHead,
    TableRule,
    TableRow,

    /// <summary><c>---</c></summary>
    Rule,

    /// <summary>A line inside a code block.</summary>
    Code,

    /// <summary>The line that opens or closes a code block.</summary>
    Fence,

    /// <summary>Part of a comment: nothing that is shown.</summary>
    Comment,
}
