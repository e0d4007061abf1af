using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>An outside system is used by a feature, connected by a task and reached by the stack.</summary>
internal static class IntegrationCarrier
{
    private const int ShortestName = 3;

    public static IEnumerable<Gap> Gaps(ModelWords words, Constraint constraint)
    {
        if (NamesOf(constraint) is not { } names)
        {
            yield break;
        }

        var system = constraint.Requires.Count > 0 ? constraint.Requires[0] : constraint.Quote;
        if (words.Requirements is not null && !names.IsIn(words.Features) && !Citation.Has(words.Features, constraint.Id))
        {
            yield return new Gap(constraint, DocumentType.Prd, "no feature uses this system.", "Add it to the features that need it.");
        }

        if (words.StackDocument is { Type: var type } && !words.StackLines.Any(line => names.IsIn(line) || Citation.Has(line, constraint.Id)))
        {
            yield return new Gap(constraint, type, "the stack does not say how this system is reached.", $"Choose what connects to {Cut(system)}.");
        }

        if (words.Schedule is null)
        {
            yield break;
        }

        if (!words.Tasks.Any(task => names.IsIn(task.Text) || Citation.Has(task.Text, constraint.Id)))
        {
            yield return new Gap(constraint, DocumentType.ExecutionPlan, "no task connects this system.", $"Add a task for it, and end its bracket with {constraint.Id}.");
        }

        foreach (var operation in OperationsOf(constraint, names))
        {
            if (!Does(operation, words.Features) && !words.Tasks.Any(task => Does(operation, task.Text)))
            {
                yield return new Gap(constraint, DocumentType.ExecutionPlan, $"nothing does \"{Cut(operation)}\".", "Add a task for it.");
            }
        }
    }

    /// <summary>The system's name, and its first word: "SAP" is enough for SAP ECC.</summary>
    private static SystemNames? NamesOf(Constraint constraint)
    {
        var names = constraint.Requires.SelectMany(name => new[] { name, name.Split(' ')[0] }).Where(name => name.Length >= ShortestName).Distinct().ToList();
        if (names.Count == 0)
        {
            names = [.. constraint.Quote.Split(' ', ',', '(', ')', '.').Where(IsName).Distinct()];
        }

        return names.Count == 0 ? null : new SystemNames(names);
    }

    /// <summary>Of a quotation that names no known system: its words in capitals, else its long ones.</summary>
    private static bool IsName(string word) =>
        word.Length >= ShortestName && (word.Count(char.IsUpper) >= 2 || word.Length >= 8) && word.All(letter => char.IsLetterOrDigit(letter) || letter == '-');

    /// <summary>What the quotation lists in its brackets: "(Bestellungen lesen, Wareneingang MIGO buchen)".</summary>
    private static IEnumerable<string> OperationsOf(Constraint constraint, SystemNames names)
    {
        var open = constraint.Quote.IndexOf('(', StringComparison.Ordinal);
        var close = constraint.Quote.IndexOf(')', Math.Max(open, 0));
        return open < 0 || close < open
            ? []
            : constraint.Quote[(open + 1)..close].Split(',', ';').Select(part => part.Trim()).Where(part => part.Length > 4 && !names.IsIn(part)).Take(10);
    }

    private static bool Does(string operation, string text)
    {
        foreach (var word in operation.Split(' ', '-', '/'))
        {
            var stem = word.Length > 6 ? word[..(word.Length - 2)] : word;
            if (stem.Length >= 4 && text.Contains(stem, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return !operation.Split(' ', '-', '/').Any(word => word.Length >= 4);
    }

    private static string Cut(string text) => text.Length <= 60 ? text : $"{Grains.Abstractions.TextCut.AtMost(text, 60)}…";
}
