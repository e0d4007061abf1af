using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class TechStackWriter
{
    [Answers(Step.TechStack)]
    public static string Write(ProductOutline outline)
    {
        var document = new MarkdownText("Tech Stack Document").Draft(outline, outline.Say(
            "libraries, the fields of the data model, interfaces and what a year costs", "Bibliotheken, die Felder des Datenmodells, Schnittstellen und die Kosten eines Jahres"));
        foreach (var part in new StackChoice(outline).Parts())
        {
            document.Heading(part.Heading).Label("Choice", part.Choice).Label("Runs", part.Runs).Label("Justification").Bullets(part.Reasons);
        }

        return document
            .Heading("Third-Party Services").Bullet(Services(outline))
            .Heading("Data Model").Bullets(Entities(outline))
            .Heading("Interfaces").Bullets(Interfaces(outline))
            .ToString();
    }

    private static string Services(ProductOutline outline)
    {
        var paid = outline.Features.FirstOrDefault(feature => feature.Piece.Shape is Shape.Pay);
        return paid is null
            ? outline.Say("None: no clause of the idea needs a service that others run", "None: kein Teil der Idee braucht einen Dienst, den andere betreiben")
            : outline.Say($"None: who takes the money of {paid.Id} is chosen when it is known who pays whom", $"None: wer das Geld von {paid.Id} annimmt, wird gewählt, wenn feststeht, wer wem zahlt");
    }

    /// <summary>What the clauses are about, without what is kept elsewhere.</summary>
    private static IEnumerable<string> Entities(ProductOutline outline)
    {
        foreach (var group in outline.Features.Where(feature => feature.Piece.Object is not null && feature.Constraint is null).GroupBy(feature => feature.Thing, StringComparer.Ordinal))
        {
            yield return $"{group.Key}: {outline.Quoted(group.First().Piece.Text)} ({string.Join(", ", group.Select(feature => feature.Id))})";
        }

        yield return outline.Say("None: fields are in no word of the idea; a model would propose them", "None: Felder stehen in keinem Wort der Idee; ein Modell schlägt sie vor");
    }

    private static IEnumerable<string> Interfaces(ProductOutline outline)
    {
        var number = 0;
        foreach (var feature in outline.Features.Where(feature => feature.Constraint is not null))
        {
            foreach (var operation in Criteria.OperationsOf(feature.Constraint!).DefaultIfEmpty(feature.Name))
            {
                number++;
                yield return outline.Say(
                    $"I{number} {outline.Quoted(operation)} ({feature.Id}, {feature.Constraint!.Id}): with the system that the idea names, by whatever it offers",
                    $"I{number} {outline.Quoted(operation)} ({feature.Id}, {feature.Constraint.Id}): mit dem System, das die Idee nennt, über das, was es bietet");
            }
        }

        if (number == 0)
        {
            yield return outline.Say("None: the idea names no outside system and no file", "None: die Idee nennt kein fremdes System und keine Datei");
        }
    }
}
