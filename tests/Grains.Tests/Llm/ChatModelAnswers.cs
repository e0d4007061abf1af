using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>For tests in which no budget refuses anything.</summary>
internal static class ChatModelAnswers
{
    /// <exception cref="FailedCallException">No model gave a usable answer.</exception>
    public static async Task<ModelAnswer> AnswerAsync(this IChatModel model, ModelQuestion question, CancellationToken cancellationToken) =>
        Assert.IsType<ModelAnswer>(await model.ReplyAsync(question, cancellationToken));

    /// <exception cref="FailedCallException">No model gave a usable answer.</exception>
    public static async Task<ModelReply> ReplyAsync(this IChatModel model, ModelQuestion question, CancellationToken cancellationToken) =>
        await model.AskAsync(question, cancellationToken) switch
        {
            ModelFailure failure => throw new FailedCallException(failure),
            var reply => reply,
        };
}

/// <summary>A <see cref="ModelFailure"/> in the place of the answer that a test asked for.</summary>
internal sealed class FailedCallException(ModelFailure failure) : Exception(failure.Reason.Message, failure.Trace)
{
    public bool RetryAvailable => failure.Reason.RetryAvailable;

    public string? FixFirst => failure.Reason.FixFirst;

    public string? Reason => failure.Cause;

    public ModelCall? Call => failure.Call;
}
