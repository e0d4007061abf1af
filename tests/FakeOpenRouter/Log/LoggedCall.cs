using System.Text;
using System.Text.Json.Serialization;
using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Wire;

namespace AiDevFramework.FakeOpenRouter.Log;

/// <summary>One chat completion that the fake was asked for. Members after <see cref="Outcome"/> are final once it is.</summary>
public sealed class LoggedCall
{
    /// <summary>1, 2, 3 … over the life of the log.</summary>
    public int Ordinal { get; internal set; }

    /// <summary>One of <see cref="Steps"/>.</summary>
    public string Step { get; internal set; } = Steps.Other;

    /// <summary>1 for the first call of this step in the log.</summary>
    public int NthOfStep { get; internal set; }

    /// <summary>The first <c>[[…]]</c> in the prompt with its brackets: the mark of the project; empty where there is none.</summary>
    public string Mark { get; internal set; } = "";

    /// <summary>Whether the request carries an earlier answer of the assistant: a continuation or a repair.</summary>
    public bool FollowsUp { get; internal set; }

    /// <summary>Whether the answer was the rest of one that was cut by its length.</summary>
    public bool Continuation { get; internal set; }

    public DateTimeOffset StartedAt { get; internal set; }

    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>The model that was asked for.</summary>
    public string Model { get; internal set; } = "";

    /// <summary>The model that answered and is billed.</summary>
    public string AnsweredBy { get; internal set; } = "";

    public bool Streamed { get; internal set; }

    /// <summary>Name of the scripted behaviour; <c>clean</c> where no rule matched.</summary>
    public string Behaviour { get; internal set; } = "";

    public string GenerationId { get; internal set; } = "";

    /// <summary>HTTP status; 0 where the connection was reset before one.</summary>
    public int Status { get; internal set; }

    public CallOutcome Outcome { get; internal set; }

    /// <summary>As sent; <see langword="null"/> where none was.</summary>
    public string? FinishReason { get; internal set; }

    /// <summary>Billed tokens, whatever usage the answer claimed.</summary>
    public int PromptTokens { get; internal set; }

    /// <summary>Billed tokens of what was sent.</summary>
    public int CompletionTokens { get; internal set; }

    /// <summary>What the provider charged, unrounded; <see langword="null"/> for a model without a price.</summary>
    public decimal? BilledUsd { get; internal set; }

    /// <summary>Characters of text that were sent.</summary>
    public long SentChars { get; internal set; }

    /// <summary>SHA-256 of the text that was sent, lower-case hexadecimal; <see langword="null"/> where none or an endless one was.</summary>
    public string? TextSha256 { get; internal set; }

    /// <summary>SHA-256 of the lines of the text as <see cref="Answer.LinesSha256"/> has them; <see langword="null"/> where it was not sent whole.</summary>
    public string? LinesSha256 { get; internal set; }

    /// <summary>SHA-256 of the request body, lower-case hexadecimal; <see langword="null"/> where hashing is off.</summary>
    public string? BodySha256 { get; internal set; }

    /// <summary>The text that was sent; <see langword="null"/> where bodies are not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; internal set; }

    /// <summary>The request as it came; <see langword="null"/> where bodies are not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body => BodyBytes is null ? null : Encoding.UTF8.GetString(BodyBytes);

    /// <summary><see langword="null"/> where bodies are not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LoggedMessage>? Messages
    {
        get
        {
            if (BodyBytes is null)
            {
                return null;
            }

            using var request = ChatRequest.Parse(BodyBytes);
            return request.Messages();
        }
    }

    /// <summary>Request headers without <c>Authorization</c>; <see langword="null"/> where bodies are not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Headers { get; internal set; }

    /// <summary>Kept as it came and read when somebody asks: a call must cost as little as it can.</summary>
    internal byte[]? BodyBytes { get; set; }
}
