using System.Text.RegularExpressions;
using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>The ten questions, as they are asked, and the places where their answers stand.</summary>
internal static partial class MondayQuestions
{
    /// <summary>Questions that only some ideas give a reason to ask.</summary>
    private static readonly MondayQuestion[] _ifKnown = [MondayQuestion.Fit, MondayQuestion.Wait];

    public static IReadOnlyList<MondayQuestion> For(Brief brief) =>
        [.. Enum.GetValues<MondayQuestion>().Where(question => !_ifKnown.Contains(question) || brief.Key(KeyOf(question)) is not null)];

    public static string KeyOf(MondayQuestion question) => question.ToString().ToLowerInvariant();

    public static string TextOf(MondayQuestion question, Brief brief) => question switch
    {
        MondayQuestion.Who => "Who is it for?",
        MondayQuestion.First => "What is built first, and why?",
        MondayQuestion.StageEnd => "How does stage 1 end?",
        MondayQuestion.Cut => "What is cut or left out?",
        MondayQuestion.Fit => "Does it fit people, date and money?",
        MondayQuestion.Where => "Where does it run?",
        MondayQuestion.Wait => "What do we wait for from others?",
        MondayQuestion.Assumed => "What is assumed?",
        MondayQuestion.Fails => $"What happens when {brief.Failure} fails?",
        MondayQuestion.Done => "What does \"done\" mean for F3, or for the last feature where there are fewer?",
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "No such question."),
    };

    /// <summary>Whether an answer to the question can stand in the line. One that says that the plan does not know is none.</summary>
    public static bool CanAnswer(MondayQuestion question, PlanLine line, JudgedPlan plan, Brief brief) => !line.IsUnknown && question switch
    {
        MondayQuestion.Who => line.IsBullet && Is(line, "Target Users", "Users"),
        MondayQuestion.First => IsFirstStage(line) && !line.IsGate && (FeatureId().IsMatch(line.Text) || line.Text.StartsWith('#')),
        MondayQuestion.StageEnd => IsFirstStage(line) && line.IsGate,
        MondayQuestion.Cut => line.IsCut || (line.IsBullet && line.Section.Equals("Out of Scope", StringComparison.OrdinalIgnoreCase)),
        MondayQuestion.Fit => Is(line, "Fit") && !line.IsCut,
        MondayQuestion.Where => line.Document is DocumentType.TechStack && (line.Section == "Infrastructure" || line.Label == "Runs"),
        MondayQuestion.Wait => line.Document is DocumentType.ExecutionPlan && line.IsSaid && (line.IsBullet || line.Label == "Fit")
            && Waiting().IsMatch(line.Text),
        MondayQuestion.Assumed => line.IsBullet && Is(line, "Assumptions"),
        MondayQuestion.Fails => line.IsSaid && line.IsBullet && Failing().IsMatch(line.Text) && (brief.Key("fails")?.IsIn(line.Text) ?? true),
        MondayQuestion.Done => line.IsBullet && line.Document is DocumentType.Prd && line.Item == plan.ThirdFeature && Criterion().IsMatch(line.Text),
        _ => false,
    };

    private static bool IsFirstStage(PlanLine line) =>
        line.Document is DocumentType.ExecutionPlan && line.Section.StartsWith("Stage 1:", StringComparison.OrdinalIgnoreCase);

    private static bool Is(PlanLine line, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            if (line.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\bF[0-9]+\b")]
    private static partial Regex FeatureId();

    [GeneratedRegex(@"^- \**AC[0-9]")]
    private static partial Regex Criterion();

    [GeneratedRegex(
        @"\b(lead|wait\w*|agree\w*|approv\w*|consent\w*|access|contract\w*|application|apply|audit\w*|certif\w*|deliver\w*|from outside|supplier|provider|warte\w*|antrag\w*|zustimm\w*|einig\w*|freigab\w*|zugang\w*|vertrag\w*|attend\w*|accord\w*|contrat\w*|enregistr\w*|traduc\w*)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Waiting();

    [GeneratedRegex(
        @"\b(fail\w*|unavailable|unreachable|down|outage|timeout|times out|lost|loses|broken|refus\w*|declin\w*|reject\w*|retr\w*|error\w*|invalid|malformed|unreadable|damaged|missing|offline|denied|no connection|no answer|twice|ausf\w*|fehl\w*|nicht erreichbar|abgebrochen|wiederhol\w*|verbindung|abgelehnt\w*|panne|échou\w*|erreur\w*|perdu\w*|coup\w*|hors ligne|illisible|indisponible)\b|失敗|エラー|障害|停止|届か",
        RegexOptions.IgnoreCase)]
    private static partial Regex Failing();
}
