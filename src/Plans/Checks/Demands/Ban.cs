using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Which technologies a constraint forbids: by the words that code has read in its quotation, and by the catalogue's categories.</summary>
internal static class Ban
{
    private const string PublicCloud = "public-cloud";

    private const string Saas = "saas";

    private const string OpenSource = "open-source";

    /// <summary>The user's own names for what is forbidden, which no list has.</summary>
    public static IReadOnlyList<string> OwnWordsOf(Constraint constraint)
    {
        if (constraint.Kind is not (ConstraintKind.Technology or ConstraintKind.Hosting))
        {
            return []; // "import from Salesforce" forbids nothing
        }

        var quote = constraint.Quote;
        return
        [
            .. TechnologyScanner.Find(quote, isList: false)
                .Where(hit => Negation.IsAt(quote, hit.Start, hit.End))
                .Select(hit => hit.Technology.Id)
                .Except(constraint.Requires),
        ];
    }

    /// <param name="ownWords">Of <see cref="OwnWordsOf"/>.</param>
    /// <param name="slot">The section of the stack that names it; <see langword="null"/> elsewhere.</param>
    /// <param name="context">The words around it: "self-hosted" allows what its maker hosts as a rule.</param>
    /// <returns>How bad it is; <see langword="null"/> where the constraint allows it, or does not speak of it.</returns>
    public static Severity? SeverityOf(Constraint constraint, IReadOnlyList<string> ownWords, Technology technology, Term? slot, ReadOnlySpan<char> context)
    {
        Severity? worst = null;
        foreach (var term in constraint.Forbids.Concat(ownWords))
        {
            Take(Judge(term, technology, slot, context));
        }

        if (constraint.Requires.Contains(OpenSource))
        {
            Take(OfLicence(technology));
        }

        return worst is { } severity && !constraint.Hard ? Severity.Warning : worst;

        void Take(Severity? severity) => worst = worst is null || severity < worst ? severity : worst;
    }

    private static Severity? OfLicence(Technology technology)
    {
        if (technology.Is("license:proprietary"))
        {
            return Severity.Error;
        }

        return technology.Is("license:source-available") ? Severity.Warning : null;
    }

    private static Severity? Judge(string term, Technology technology, Term? slot, ReadOnlySpan<char> context)
    {
        if (term is PublicCloud or Saas)
        {
            return IsHosted(term, technology) ? Hosted(technology, context) : null;
        }

        if (term.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            var (category, rest) = (term[..colon], term[(colon + 1)..]);
            if (rest.StartsWith('*'))
            {
                return OfCategory(category, rest.StartsWith("*!", StringComparison.Ordinal) ? rest[2..] : "", technology, slot);
            }

            return technology.IsKindOf(rest) ? Severity.Error : null;
        }

        return technology.IsKindOf(term) || technology.Is($"in:{term}") || technology.Is($"license:{term}") ? Severity.Error : null;
    }

    /// <summary>A demand for no cloud means no service of somebody else either, and the other way round.</summary>
    private static bool IsHosted(string term, Technology technology) =>
        technology.Is(term == PublicCloud ? "cloud" : "saas") || (technology.IsHostedOnly && term == Saas && !technology.Is("cloud"));

    /// <summary>What can run at home as well is doubtful where nobody says that it does.</summary>
    private static Severity? Hosted(Technology technology, ReadOnlySpan<char> context)
    {
        if (technology.IsHostedOnly)
        {
            return Severity.Error;
        }

        return technology.UsualPlace is RunPlace.Cloud or RunPlace.Saas && !OwnPremises.AreIn(context) ? Severity.Warning : null;
    }

    private static Severity? OfCategory(string category, string allowed, Technology technology, Term? slot) => category switch
    {
        _ when allowed.Length > 0 && technology.IsKindOf(allowed) => null,
        "database" => Database(technology, slot),
        "language" => Language(technology, allowed, slot),
        _ => technology.Is(category) || technology.Categories.Any(own => own.StartsWith($"{category}:", StringComparison.Ordinal)) ? Severity.Error : null,
    };

    /// <summary>What a page or an app keeps on its device is no database; a cache is one where the stack calls it so.</summary>
    private static Severity? Database(Technology technology, Term? slot) => (technology.DatabaseKind, slot) switch
    {
        (null or "time-series-metrics", _) => null,
        ("embedded", Term.Frontend) => null,
        ("cache" or "search", not Term.Database) => Severity.Warning,
        _ => Severity.Error,
    };

    /// <summary>Pages are written in what browsers speak, whatever the rest is written in.</summary>
    private static Severity? Language(Technology technology, string allowed, Term? slot)
    {
        var language = technology.Is("language") ? technology.Id : technology.Categories.FirstOrDefault(category => category.StartsWith("in:", StringComparison.Ordinal))?[3..];
        if (language is null || language == allowed || (technology.Is("tool") && slot is not Term.Backend))
        {
            return null;
        }

        return (slot, language) switch
        {
            (Term.Backend, _) => allowed == "javascript" && language == "typescript" ? Severity.Warning : Severity.Error,
            (Term.Frontend, "javascript" or "typescript") => null,
            (Term.Frontend, _) => Severity.Warning,
            _ => null,
        };
    }
}
