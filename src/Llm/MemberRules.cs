using System.Text.RegularExpressions;

namespace AiDevFramework.Llm;

/// <summary>Which member of a request a refusal is about, and how to ask again. Pure.</summary>
internal static partial class MemberRules
{
    private static readonly (RefusedMembers Member, Func<Regex> Pattern)[] _patterns =
    [
        (RefusedMembers.MaxTokens, MaxTokens),
        (RefusedMembers.MaxCompletionTokens, MaxCompletionTokens),
        (RefusedMembers.Temperature, Temperature),
        (RefusedMembers.ResponseFormat, ResponseFormat),
        (RefusedMembers.StreamOptions, StreamOptions),
        (RefusedMembers.System, SystemRole),
    ];

    /// <returns>The member that the error names: as its parameter, else the one that its words name first, else by its code.</returns>
    public static RefusedMembers NameOf(ProviderError error)
    {
        foreach (var text in (ReadOnlySpan<string?>)[error.Param, error.Message])
        {
            if (First(text ?? "") is var named and not RefusedMembers.None)
            {
                return named;
            }
        }

        return First(error.Type ?? "");
    }

    /// <summary>The first member that is named and was sent is left out; a limit that is too high is lowered.</summary>
    /// <returns><see langword="null"/> where asking again at once is of no use.</returns>
    public static AskAgain? Of(ChatFailureException failure, SentMembers sent)
    {
        if (failure is not { Error: { } error })
        {
            return null;
        }

        switch (failure.Failure)
        {
            case ChatFailure.NoCredit:
                return ErrorRules.AffordableTokens(error) is { } most && most >= sent.LeastTokens && most < sent.MaxTokens
                    ? new AskAgain(RefusedMembers.None, most, Passing: true)
                    : null;
            case ChatFailure.PromptTooLong:
                return MaximumRules.IsAboutMaximum(error.Message ?? "") ? MaximumRules.Lower(error.Message ?? "", sent) : null;
            case ChatFailure.BadRequest:
                break;
            default:
                return null;
        }

        var named = NameOf(error);
        if ((named & RefusedMembers.AnyMaximum) != 0 && MaximumRules.IsTooHigh(error.Message ?? ""))
        {
            return MaximumRules.Lower(error.Message ?? "", sent);
        }

        return named is not RefusedMembers.None && (named & sent.Members) == named ? new AskAgain(named) : null;
    }

    /// <summary>As the wire has it.</summary>
    public static string WireNameOf(RefusedMembers member) => member switch
    {
        RefusedMembers.MaxTokens => "max_tokens",
        RefusedMembers.MaxCompletionTokens => "max_completion_tokens",
        RefusedMembers.Temperature => "temperature",
        RefusedMembers.ResponseFormat => "response_format",
        RefusedMembers.StreamOptions => "stream_options",
        RefusedMembers.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "Not one member."),
    };

    /// <returns>The setting that keeps a member from being sent at all; <see langword="null"/> where only another model helps.</returns>
    public static string? SettingOf(RefusedMembers member) => member switch
    {
        RefusedMembers.ResponseFormat => "LLM_JSON_MODE=false",
        RefusedMembers.StreamOptions => "LLM_USAGE=false",
        _ => null,
    };

    private static RefusedMembers First(string text)
    {
        var (found, at) = (RefusedMembers.None, int.MaxValue);
        foreach (var (member, pattern) in _patterns)
        {
            if (pattern().Match(text) is { Success: true } match && match.Index < at)
            {
                (found, at) = (member, match.Index);
            }
        }

        return found;
    }

    [GeneratedRegex(@"\b(max_tokens|max_new_tokens|max_output_tokens|maxOutputTokens|maxTokens|max_gen_len|n_predict|max(imum)? tokens|(output|completion) tokens(?! per)|maximum number of (output|completion|new) tokens)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MaxTokens();

    [GeneratedRegex(@"\b(max_completion_tokens|maxCompletionTokens)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MaxCompletionTokens();

    [GeneratedRegex(@"\btemperature\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Temperature();

    [GeneratedRegex(@"\bresponse[_ ]?format|\bresponseFormat\b|\bjson_object\b|\bjson[_ -]mode\b|\bjson_schema\b|\bstructured[_ ]outputs?\b|\bresponse_?mime_?type\b|json_validate_failed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ResponseFormat();

    [GeneratedRegex(@"\bstream[_ ]options\b|\bstreamOptions\b|\binclude_usage\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StreamOptions();

    [GeneratedRegex(
        @"\b(system|developer)[ _-]?(role|roles|messages?|prompts?|instructions?)\b|\brole\b.{0,40}['""`‘“]?(system|developer)\b|['""`](system|developer)['""`]"
        + @"|roles? must alternate|only (the )?['""`]?user['""`]?,? .{0,40}\b(roles?|messages?)\b|first message must be|system.{0,6}(角色|消息|提示)|messages?(\[\d+\]|\.\d+)?\.role\b|^system$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SystemRole();
}
