namespace AiDevFramework.Llm;

/// <summary>Keys of <c>ChatOptions.AdditionalProperties</c> and of a response's additional properties.</summary>
internal static class ChatKeys
{
    /// <summary>The <see cref="CallOrigin.Request"/> of a call; never sent to a provider.</summary>
    public const string Request = "aidev.request";

    /// <summary>The <see cref="RefusedMembers"/> that a request does without.</summary>
    public const string Without = "aidev.without";

    /// <summary>On a response or update: the provider's own cost as <see cref="decimal"/> US dollars.</summary>
    public const string CostUsd = "aidev.cost_usd";

    /// <summary>On an update: the model has begun to write, even if only its thoughts.</summary>
    public const string Begun = "aidev.begun";

    /// <summary>On an update: the model wrote down what it thinks, in members of its own.</summary>
    public const string Reasoned = "aidev.reasoned";
}
