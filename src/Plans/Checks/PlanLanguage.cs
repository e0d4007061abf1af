using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks;

/// <summary>The language that a plan is to be written in, where checks have words of it.</summary>
internal enum PlanLanguage
{
    /// <summary>Nobody can tell, or no check has words of it.</summary>
    Unknown,
    English,
    German,
}

internal static class PlanLanguages
{
    /// <summary>What the request asked for goes before the idea's own.</summary>
    public static PlanLanguage Of(CheckInput input) => (input.Ledger.StatedLanguage ?? input.Ledger.Language) switch
    {
        null => PlanLanguage.Unknown,
        var german when Wording.IsGerman(german) => PlanLanguage.German,
        var english when english.Equals("en", StringComparison.OrdinalIgnoreCase) || english.StartsWith("en-", StringComparison.OrdinalIgnoreCase) => PlanLanguage.English,
        _ => PlanLanguage.Unknown,
    };
}
