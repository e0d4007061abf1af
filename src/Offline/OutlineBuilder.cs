using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>Makes the outline that all documents are written from. The same material gives the same outline.</summary>
internal static class OutlineBuilder
{
    public const int MostFeatures = 12;

    public static ProductOutline Build(string idea) => Build(new StepMaterial(idea));

    /// <summary>From the project's ledger where there is one, else from what code finds in the idea.</summary>
    public static ProductOutline Build(StepMaterial material)
    {
        var ledger = LedgerJson.Read(material.LedgerJson);
        return Build(material, ledger is { Language: null, Constraints.Count: 0, Questions.Count: 0 } ? null : ledger);
    }

    /// <param name="ledger">As the intake left it; <see langword="null"/> before the intake.</param>
    public static ProductOutline Build(StepMaterial material, ProjectLedger? ledger)
    {
        var idea = IdeaText.Read(material.Idea);
        var known = ledger ?? IntakeReader.Read(
            material.Idea, new IntakeAnswer { Language = IdeaReader.IsGerman(idea) ? "de" : null }, LedgerJson.Read(material.LedgerJson), material.Created);
        var reading = IdeaReader.Read(idea, known);
        var isCommandLine = Grammar.IsCommandLine(idea);
        var isGerman = Wording.IsGerman(known.Language);
        var planned = WithSystems(reading.Pieces, known);
        var features = FeaturesOf(planned.Take(MostFeatures), isGerman);
        var outline = new ProductOutline(reading, known, features, [.. planned.Skip(MostFeatures).Select(part => part.Piece.Text)], isCommandLine);
        return ledger is null ? outline with { Ledger = known with { Questions = Questions.Of(outline) } } : outline;
    }

    /// <summary>An outside system that a constraint names is a feature, unless a clause is it already.</summary>
    private static List<(Piece Piece, Constraint? Constraint)> WithSystems(IReadOnlyList<Piece> pieces, ProjectLedger ledger)
    {
        var parts = pieces.Select(piece => (Piece: piece, Constraint: (Constraint?)null)).ToList();
        foreach (var constraint in ledger.Constraints.Where(constraint => constraint.Kind is ConstraintKind.Integration))
        {
            var text = Quote.Text(constraint.Quote);
            var same = parts.FindIndex(part => part.Constraint is null && part.Piece.Text.Contains(text, StringComparison.OrdinalIgnoreCase));
            if (same >= 0)
            {
                parts[same] = (parts[same].Piece, constraint);
            }
            else if (text.Length > 0)
            {
                var name = Quote.Name(text);
                parts.Insert(Math.Min(parts.Count, MostFeatures - 1), (new Piece(text, name, Spelling.Of(constraint) ?? name, null, Shape.Read, !constraint.Hard), constraint));
            }
        }

        return parts;
    }

    private static List<OutlineFeature> FeaturesOf(IEnumerable<(Piece Piece, Constraint? Constraint)> parts, bool isGerman)
    {
        var features = new List<OutlineFeature>();
        var (names, titles, things) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<(Shape, string)>());
        foreach (var (said, constraint) in parts)
        {
            var number = features.Count + 1;
            var piece = titles.Add(TextKey.Of(said.Name)) ? said : said with { Name = string.Create(CultureInfo.InvariantCulture, $"{said.Name} – {number}") };
            var shape = ShapeTable.Text(piece.Shape, isGerman);
            var thing = Pascal(piece.Object ?? piece.Name) ?? string.Create(CultureInfo.InvariantCulture, $"Feature{number}");
            var isFirst = things.Add((piece.Shape, TextKey.Of(piece.Object ?? piece.Name)));
            var told = isFirst ? piece : piece with { Object = null }; // no two criteria are alike
            var command = isGerman ? thing + shape.Command : shape.Command + thing;
            features.Add(new OutlineFeature(
                number, piece, constraint, thing, shape,
                Unused(thing + shape.Done, names, number), Unused(thing + shape.Refused, names, number), Unused(command, names, number),
                [.. Criteria.Of(told, constraint, shape, isGerman)], constraint is null ? 1 : Math.Max(1, Criteria.OperationsOf(constraint).Count)));
        }

        return features;
    }

    private static string Unused(string name, HashSet<string> names, int number)
    {
        var unused = name;
        while (!names.Add(unused))
        {
            unused = string.Create(CultureInfo.InvariantCulture, $"{name}{number++}");
        }

        return unused;
    }

    /// <returns>The first three words as one name; <see langword="null"/> where their script has no capitals.</returns>
    private static string? Pascal(string words)
    {
        var name = new StringBuilder();
        foreach (var word in words.Split([' ', '-', '‐', '/', '\'', '’', '.', ',', '&', '+'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => Grammar.IsSmall(word)).Take(3))
        {
            var letters = string.Concat(word.Where(char.IsLetterOrDigit));
            name.Append(letters.Length == 0 ? "" : char.ToUpperInvariant(letters[0]) + letters[1..]);
        }

        return name.Length is > 1 and <= 60 && char.IsUpper(name[0]) && name.ToString().All(unit => !Tokeniser.IsDense(unit)) ? name.ToString() : null;
    }
}
