using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>The tasks of the stages: what code can know of them, and nothing of screens or tables.</summary>
internal sealed class StageTasks(ProductOutline outline)
{
    private const int MostOthers = 5;

    private readonly Dictionary<string, string> _accessTo = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, string> _asked = [];
    private string _last = "";

    /// <summary>To be called for one stage after the other.</summary>
    public IEnumerable<string> Of(OutlineStage stage)
    {
        var tasks = new List<OutlineTask>();
        if (stage.IsFoundation)
        {
            AddFoundation(stage, tasks);
        }

        foreach (var feature in stage.Features)
        {
            tasks.Add(Feature(Next(stage, tasks), feature));
        }

        if (stage.IsLast)
        {
            tasks.Add(Launch(Next(stage, tasks)));
        }

        _last = tasks[^1].Id;
        var days = stage.Days * (Capacity.Of(outline.Ledger).People ?? 1);
        return tasks.Select((task, index) => task.Line(DaysOf(tasks, index, days)));
    }

    private static string Next(OutlineStage stage, List<OutlineTask> tasks) => $"T{stage.Number}.{tasks.Count + 1}";

    /// <returns>One day for what has no weight, the rest by weight.</returns>
    private static int? DaysOf(List<OutlineTask> tasks, int index, int days)
    {
        if (days < tasks.Count)
        {
            return null;
        }

        var left = days - tasks.Count(task => task.Weight == 0);
        return tasks[index].Weight == 0 ? 1 : Math.Max(1, left * tasks[index].Weight / tasks.Sum(task => task.Weight));
    }

    private void AddFoundation(OutlineStage stage, List<OutlineTask> tasks)
    {
        var serves = outline.Ledger.Constraints
            .Where(constraint => constraint.Kind is ConstraintKind.Hosting or ConstraintKind.Technology or ConstraintKind.Team)
            .Select(constraint => constraint.Id)
            .ToList();
        tasks.Add(new OutlineTask(
            Next(stage, tasks), outline.Say("Foundation", "Fundament"), serves.Count > 0 ? string.Join(", ", serves) : outline.Features[0].Id,
            outline.IsCommandLine
                ? outline.Say("a program that starts and says what it will do, with a test that runs on every change", "ein Programm, das startet und sagt, was es tun wird, mit einem Test bei jeder Änderung")
                : outline.Say("an empty page where the product will run, a database behind it, and a test that runs on every change", "eine leere Seite dort, wo das Produkt laufen wird, dahinter eine Datenbank, und ein Test bei jeder Änderung") + SignIn(),
            1));
        foreach (var other in outline.Of(ConstraintKind.Integration).Concat(outline.Of(ConstraintKind.Law)).Take(MostOthers))
        {
            var task = Ask(Next(stage, tasks), other);
            tasks.Add(task);
            _accessTo[other.Id] = task.Id;
        }
    }

    private string SignIn() => Questions.SignInOf(outline) is { } question
        ? outline.Say($"; people sign in {question.Default}, as is assumed ({question.Id})", $"; man meldet sich {question.Default} an, wie angenommen ({question.Id})")
        : "";

    /// <summary>What somebody outside the team has to grant. It is asked for on the first day.</summary>
    private OutlineTask Ask(string id, Constraint constraint)
    {
        var question = Questions.Lead(outline) is { } lead ? $" ({lead.Id})" : "";
        var isSystem = constraint.Kind is ConstraintKind.Integration;
        var like = _asked.GetValueOrDefault(isSystem);
        _asked.TryAdd(isSystem, id);
        return new OutlineTask(
            id,
            isSystem ? outline.Say("Access to", "Zugang zu") + $" {outline.Quoted(Quote.Name(Quote.Text(constraint.Quote)))}" : outline.Say("Proof of", "Nachweis zu") + $" {outline.Quoted(Quote.Name(Quote.Text(constraint.Quote)))}",
            constraint.Id,
            (like, isSystem) switch
            {
                (not null, _) => outline.Say($"asked for like {like}, on the first day too{question}", $"wird gefragt wie bei {like}, auch am ersten Tag{question}"),
                (null, true) => outline.Say($"account, test system and a person to ask are applied for on the first day; the first call goes to the test system as soon as the way is open; the wait is assumed{question}", $"Benutzer, Testsystem und Ansprechpartner werden am ersten Tag beantragt, der erste Aufruf geht an das Testsystem, sobald der Weg offen ist; die Wartezeit ist angenommen{question}"),
                (null, false) => outline.Say($"who has to agree or to check is asked on the first day, with a list of the data that is kept; the wait is assumed{question}", $"wer zustimmen oder prüfen muss, wird am ersten Tag gefragt, mit der Liste der gespeicherten Daten; die Wartezeit ist angenommen{question}"),
            },
            0)
        {
            LeadDays = Questions.LeadDays(outline),
        };
    }

    private OutlineTask Feature(string id, OutlineFeature feature)
    {
        var access = feature.Constraint is { } constraint ? _accessTo.GetValueOrDefault(constraint.Id) : null;
        return new OutlineTask(
            id, feature.Name, feature.Constraint is null ? feature.Id : $"{feature.Id}, {feature.Constraint.Id}",
            feature.Name == feature.Piece.Text ? feature.Shape.Invariant : $"{outline.Quoted(feature.Piece.Text)}; {feature.Shape.Invariant}", 2)
        {
            After = [.. new[] { id == "T1.1" ? null : "T1.1", access }.OfType<string>().Where(other => other != id).Distinct()],
            Verify = [.. feature.CriterionIds],
        };
    }

    private OutlineTask Launch(string id)
    {
        var serves = Qualities.Of(outline).Select((_, index) => $"NFR{index + 1}")
            .Concat(outline.Of(ConstraintKind.Deadline).Concat(outline.Of(ConstraintKind.Budget)).Select(constraint => constraint.Id)).ToList();
        var before = id.EndsWith(".1", StringComparison.Ordinal) ? _last : $"{id[..(id.IndexOf('.', StringComparison.Ordinal) + 1)]}{int.Parse(id[(id.IndexOf('.', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture) - 1}";
        return new OutlineTask(
            id, outline.Say("First use", "Erster Einsatz"), serves.Count > 0 ? string.Join(", ", serves) : outline.Features[^1].Id,
            outline.IsCommandLine
                ? outline.Say("a package that a person who did not build it installs and runs, and a page that says how", "ein Paket, das jemand installiert und startet, der es nicht gebaut hat, und eine Seite, die sagt, wie")
                : outline.Say("a copy of the data restored on another machine, a page that says what to do when it stands still, and the first people at work with it", "eine Kopie der Daten auf einer anderen Maschine wiederhergestellt, eine Seite für den Fall, dass es steht, und die ersten Leute bei der Arbeit damit"),
            1)
        {
            After = before.Length > 0 ? [before] : [],
        };
    }
}
