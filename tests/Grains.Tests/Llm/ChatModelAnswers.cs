using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>For tests in which no budget refuses anything.</summary>
internal static class ChatModelAnswers
{
    public static async Task<ModelAnswer> AnswerAsync(this IChatModel model, ModelQuestion question, CancellationToken cancellationToken) =>
        Assert.IsType<ModelAnswer>(await model.AskAsync(question, cancellationToken));
}
