using System.Text;

namespace AiDevFramework.Llm;

/// <summary>Sends one prepared model call to the active provider and accounts for it.</summary>
internal interface IChatModel
{
    /// <exception cref="OperationCanceledException">The caller gave up; the call was aborted.</exception>
    Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken);
}

/// <summary>One model call to make.</summary>
/// <param name="Messages">The conversation, ending with the user's turn.</param>
/// <param name="Json">Whether to ask for JSON mode.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">Completion limit.</param>
/// <param name="Origin">Whose call it is and what for.</param>
/// <param name="Prompt">Which prompt it was made with; telemetry says so.</param>
internal sealed record ModelQuestion(
    string Model,
    IReadOnlyList<ModelMessage> Messages,
    bool Json,
    float Temperature,
    int MaxTokens,
    CallOrigin Origin,
    PromptStamp? Prompt = null)
{
    /// <summary>Models to ask, in order, when the first one gives no answer.</summary>
    public IReadOnlyList<string> FallbackModels { get; init; } = [];

    /// <summary>Models that spent their allowance at this very call on reasoning: they begin with twice of it.</summary>
    public IReadOnlyList<string> WideModels { get; init; } = [];

    /// <summary>Whether the answer goes on where an earlier one was cut.</summary>
    public bool ContinuesAnswer { get; init; }

    /// <summary>Room for the tokens that mark the beginning, the end and the author of a message.</summary>
    public const int BytesAroundMessage = 16;

    /// <summary>UTF-8 bytes of the messages and of what a provider puts around each of them.</summary>
    public int PromptBytes => BytesOf(Messages);

    public static int BytesOf(IEnumerable<ModelMessage> messages) =>
        messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text) + BytesAroundMessage);
}

/// <param name="Name">File of the template, without its extension.</param>
/// <param name="Version">Changes with the text of the template.</param>
internal sealed record PromptStamp(string Name, string Version);

/// <param name="Role">One of <c>system</c>, <c>user</c>, <c>assistant</c>.</param>
internal sealed record ModelMessage(string Role, string Text);
