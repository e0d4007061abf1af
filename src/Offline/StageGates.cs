using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>How a stage ends: with criteria of its features, one that goes well and one that does not, and with what the constraints demand.</summary>
internal static class StageGates
{
    private const int MostOfFeatures = 4;

    public static IEnumerable<string> Of(ProductOutline outline, OutlineStage stage)
    {
        if (stage.IsFoundation)
        {
            foreach (var gate in Foundation(outline, stage))
            {
                yield return gate;
            }
        }

        var both = stage.Features.Count * 2 <= MostOfFeatures;
        foreach (var feature in stage.Features)
        {
            yield return Line(feature, 1);
            if (both)
            {
                yield return Line(feature, feature.GoingWell + 1);
            }
        }

        if (!both)
        {
            yield return Line(stage.Features[0], stage.Features[0].GoingWell + 1);
        }

        if (stage.IsLast)
        {
            foreach (var gate in Last(outline, stage))
            {
                yield return gate;
            }
        }
    }

    private static string Line(OutlineFeature feature, int number) => $"{feature.Criteria[number - 1]} ({feature.CriterionId(number)})";

    private static IEnumerable<string> Foundation(ProductOutline outline, OutlineStage stage)
    {
        var places = Ids(outline, ConstraintKind.Hosting, ConstraintKind.Technology);
        if (places.Length > 0)
        {
            var onPremise = outline.Of(ConstraintKind.Hosting).Any(constraint => constraint.Requires.Contains("on-premise") || constraint.Forbids.Contains("public-cloud"));
            yield return onPremise
                ? outline.Say($"It runs on the own premises (on-premise): with the line to the outside cut for 10 minutes it goes on ({places})", $"Es läuft im eigenen Haus (on-premise): Bei 10 Minuten gekappter Leitung nach außen läuft es weiter ({places})")
                : outline.Say($"The parts that run are listed, with the place where each runs, and 1 person who did not build them has compared the list ({places})", $"Die laufenden Teile stehen in einer Liste, mit dem Ort, an dem jeder läuft, und 1 Person, die nicht mitgebaut hat, hat sie verglichen ({places})");
        }

        if (stage.Features.Count == 0)
        {
            yield return outline.Say("One changed word is seen where the product runs within 1 working day", "Ein geändertes Wort ist innerhalb von 1 Arbeitstag dort zu sehen, wo das Produkt läuft");
            yield return outline.Say("A change whose test fails does not get there, shown with 1 that was made to fail", "Eine Änderung, deren Test scheitert, kommt nicht dorthin, gezeigt an 1 absichtlich falschen");
        }
    }

    private static IEnumerable<string> Last(ProductOutline outline, OutlineStage stage)
    {
        foreach (var law in outline.Of(ConstraintKind.Law))
        {
            yield return outline.Say(
                $"It is on paper, signed by whoever has to agree or to check: {outline.Quoted(Quote.Text(law.Quote))} ({law.Id})",
                $"Es liegt schriftlich vor, unterschrieben von der Stelle, die zustimmen oder prüfen muss: {outline.Quoted(Quote.Text(law.Quote))} ({law.Id})");
        }

        var qualities = Qualities.Of(outline).Select((_, index) => $"NFR{index + 1}").ToList();
        if (qualities.Count > 0)
        {
            var ids = string.Join(", ", qualities);
            yield return outline.Say($"Each was shown once with the number that stands there, and the failures are on a list ({ids})", $"Jede wurde einmal mit der Zahl gezeigt, die dort steht, und was scheiterte, steht auf einer Liste ({ids})");
        }

        if (qualities.Count == 0 || stage.Features.Count == 0)
        {
            yield return outline.Say("1 person who did not build it has used it for a day and says what was missing", "1 Person, die nicht mitgebaut hat, hat es einen Tag lang benutzt und sagt, was fehlte");
        }

        foreach (var gate in Frame(outline))
        {
            yield return gate;
        }
    }

    private static IEnumerable<string> Frame(ProductOutline outline)
    {
        foreach (var budget in outline.Of(ConstraintKind.Budget).Take(1))
        {
            var sum = budget is { Amount: { } amount, Currency: { } currency } ? Wording.Money(amount, currency, outline.Ledger.Language) : outline.Quoted(Quote.Text(budget.Quote));
            yield return outline.Say($"What was spent is on paper and at most {sum} ({budget.Id})", $"Was ausgegeben wurde, steht auf einem Blatt und ist höchstens {sum} ({budget.Id})");
        }

        foreach (var deadline in outline.Of(ConstraintKind.Deadline).Take(1))
        {
            var weeks = deadline.Weeks is { } known ? Wording.Weeks(known, outline.Ledger.Language) : outline.Quoted(Quote.Text(deadline.Quote));
            yield return outline.Say($"The first people work with it no later than {weeks} after the start ({deadline.Id})", $"Die ersten Leute arbeiten damit, spätestens {weeks} nach dem Beginn ({deadline.Id})");
        }

        var others = outline.Ledger.Constraints.Where(constraint => constraint.Kind is ConstraintKind.Scope or ConstraintKind.Other).Take(3).ToList();
        if (others.Count > 0)
        {
            var quotes = string.Join(", ", others.Select(constraint => outline.Quoted(Quote.Text(constraint.Quote))));
            yield return outline.Say($"Kept, and shown on the product itself: {quotes} ({string.Join(", ", others.Select(other => other.Id))})", $"Eingehalten und am Produkt selbst gezeigt: {quotes} ({string.Join(", ", others.Select(other => other.Id))})");
        }
    }

    private static string Ids(ProductOutline outline, params ConstraintKind[] kinds) =>
        string.Join(", ", outline.Ledger.Constraints.Where(constraint => kinds.Contains(constraint.Kind)).Select(constraint => constraint.Id));
}
