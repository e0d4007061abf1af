using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>What a list of models says that a model takes. Servers have names of their own for its limits; where there are several, the smallest
/// counts: what a model was trained for may be more than what the server gives it, and one of the providers behind it may give less. Pure.</summary>
internal static class ListedLimits
{
    /// <summary>OpenRouter, Together, Cohere; vLLM; Groq, Perplexity; Mistral, LM Studio (the model's, and what it was loaded with); llama.cpp;
    /// Novita; TGI; Hugging Face; Gemini.</summary>
    private static readonly string[] _contexts =
    [
        "context_length", "max_model_len", "context_window", "max_context_length", "loaded_context_length", "n_ctx", "n_ctx_train", "context_size",
        "max_total_tokens", "max_sequence_length", "max_seq_len", "max_context_tokens", "max_position_embeddings", "context_length_tokens",
        "inputTokenLimit", "max_input_tokens", "input_token_limit",
    ];

    private static readonly string[] _outputs =
    [
        "max_completion_tokens", "max_output_tokens", "outputTokenLimit", "output_token_limit", "max_output_length", "max_new_tokens",
    ];

    /// <summary>Where servers keep limits beside the model's own members.</summary>
    private static readonly string[] _places = ["top_provider", "meta", "limits", "limit", "capabilities", "model_info", "model_spec", "metadata"];

    public static ModelLimits Of(JsonElement model)
    {
        List<JsonElement> places = [model, .. _places.Select(place => LenientJson.Find(model, place)).OfType<JsonElement>()];
        places.AddRange(places.Select(place => LenientJson.Find(place, "limits")).OfType<JsonElement>().ToList());
        return new ModelLimits(Least(places, _contexts), Least(places, _outputs));
    }

    /// <summary>Only a list that names the supported parameters says which ones a model does not take.</summary>
    public static RefusedMembers RefusedBy(JsonElement model)
    {
        if (LenientJson.Find(model, "supported_parameters") is not { ValueKind: JsonValueKind.Array } parameters)
        {
            return RefusedMembers.None;
        }

        var names = parameters.EnumerateArray().Where(name => name.ValueKind is JsonValueKind.String).Select(name => name.GetString()).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return RefusedMembers.None;
        }

        // What stream_options asks for and who may speak is no parameter of a model.
        return (names.Contains("max_tokens") ? RefusedMembers.None : RefusedMembers.MaxTokens)
            | (names.Contains("max_completion_tokens") || names.Contains("max_tokens") ? RefusedMembers.None : RefusedMembers.MaxCompletionTokens)
            | (names.Contains("temperature") ? RefusedMembers.None : RefusedMembers.Temperature)
            | (names.Contains("response_format") || names.Contains("structured_outputs") ? RefusedMembers.None : RefusedMembers.ResponseFormat);
    }

    private static int? Least(List<JsonElement> places, string[] names) => places
        .SelectMany(_ => names, (place, name) => place.ValueKind is JsonValueKind.Object ? LenientJson.Count(place, name) : null)
        .Where(count => count > 0)
        .Min();
}
