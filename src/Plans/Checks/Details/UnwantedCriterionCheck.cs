using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 5: one of the criteria of each feature says what happens when something goes wrong.</summary>
internal sealed class UnwantedCriterionCheck : ICheck
{
    private static readonly PhraseList s_words = new(
        "refus*", "reject*", "declin*", "denied", "deny", "denies", "fail*", "error*", "invalid", "wrong", "missing", "without", "no", "not", "never", "none", "nothing", "expir*", "unavailable", "unreachable", "down", "lost", "loses", "twice",
        "duplicat*", "overdue", "too", "exceed*", "above", "below", "limit*", "cancel*", "block*", "lock*", "timeout*", "times out", "offline", "conflict*", "same second", "late", "later", "unknown", "cannot", "empty", "incorrect", "damag*",
        "unauthor*", "forbidden", "void", "interrupt*", "retry", "retries", "again", "exactly one", "only one", "once", "contested", "only", "corrupt*", "malformed", "unsupported", "already", "less than", "more than", "stop*", "crash*", "disconnect*",
        "abgelehnt*", "ablehn*", "fehl*", "ungültig*", "falsch*", "ohne", "nicht", "kein*", "nie", "gesperrt*", "sperr*", "abgelaufen*", "verfall*", "verfäll*", "ausfall*", "ausgefallen*", "nichterreichbar*", "unerreichbar*", "doppelt*", "überschreit*",
        "überschritten*", "zu spät", "verweiger*", "storn*", "überfällig*", "weniger", "mehr als", "höchstens", "schaden", "schäden", "beschädigt*", "abweich*", "mindermenge*", "gescheitert*", "scheitert*", "abbruch*", "bricht", "unbekannt*", "leer*",
        "bereits", "genau ein*", "nur ein*", "derselben sekunde", "wiederhol*", "abgebrochen*", "unterbroch*", "verloren*", "ausschließlich");

    public int Number => 5;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline { Features.Count: > 0 } requirements || PlanLanguages.Of(input) is PlanLanguage.Unknown)
        {
            return null;
        }

        var without = requirements.Features.Where(feature => feature.Criteria.Count > 0 && !feature.Criteria.Any(criterion => s_words.IsIn(criterion.Text))).Select(feature => $"F{feature.Number}").ToList();
        return without.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Warning, DocumentType.Prd, without[0], $"No criterion of {Names.Of(without)} says what happens when something goes wrong.",
                    Suggestion: "Add one: what is refused, fails, comes twice or too late."),
            ];
    }
}
