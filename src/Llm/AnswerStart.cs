namespace AiDevFramework.Llm;

/// <summary>What an answer proper begins with; before it there may be an introduction and thoughts.</summary>
internal enum AnswerStart
{
    /// <summary>A heading.</summary>
    Title,

    /// <summary>The brace of a JSON object.</summary>
    Object,

    /// <summary>Anything: the answer goes on in the middle of a document.</summary>
    FirstLetter,
}
