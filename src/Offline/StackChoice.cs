using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Offline;

/// <summary>What the idea demands, else a plain default that nothing forbids, else a question. Never what a constraint rules out.</summary>
internal sealed class StackChoice(ProductOutline outline)
{
    private static readonly string[] s_places = ["on-premise", "public-cloud", "open-source", "gpl", "linux", "windows"];

    private static readonly string[] s_screens = ["react", "angular", "vue", "svelte", "flutter", "nextjs", "android", "ios"];

    private readonly List<(Constraint By, IReadOnlyList<string> OwnWords)> _limits = [.. outline.Ledger.Constraints.Select(constraint => (constraint, Ban.OwnWordsOf(constraint)))];

    private readonly List<string> _bans = [.. outline.Ledger.Constraints.SelectMany(constraint => constraint.Forbids)];
    private readonly List<(string Name, Constraint By)> _demands =
    [
        .. outline.Ledger.Constraints.Where(constraint => constraint.Kind is ConstraintKind.Technology or ConstraintKind.Hosting)
            .SelectMany(constraint => constraint.Requires.Select(name => (name, constraint))),
    ];

    private string Features => string.Join(", ", outline.Features.Take(4).Select(feature => feature.Id));

    public IEnumerable<StackPart> Parts() => [Frontend(), Backend(), Database(), Infrastructure()];

    private StackPart Frontend()
    {
        var demanded = _demands.Where(demand => s_screens.Contains(demand.Name) && IsAllowed(StackOption.Demanded(demand.Name))).Select(demand => (Spelling.Of(demand.By, demand.Name), demand.By)).ToList();
        var choice = (demanded.Count > 0, outline.IsCommandLine) switch
        {
            (true, _) => string.Join(" + ", demanded.Select(demand => demand.Item1)),
            (_, true) => outline.Say("A command line without screens", "Eine Kommandozeile ohne Masken"),
            _ => outline.Say("HTML and CSS pages that the backend writes", "HTML- und CSS-Seiten, die das Backend schreibt"),
        };
        var reason = (demanded.Count > 0, outline.IsCommandLine) switch
        {
            (true, _) => outline.Say($"Demanded: {demanded[0].Item1} ({demanded[0].By.Id})", $"Verlangt: {demanded[0].Item1} ({demanded[0].By.Id})"),
            (_, true) => outline.Say($"Command line: the idea says so, and screens would be a second product ({Features})", $"Kommandozeile: so steht es in der Idee, und Masken wären ein zweites Produkt ({Features})"),
            _ => outline.Say(
                $"Pages: forms and lists are all that the words of the idea ask for, and every browser of a phone, a tablet or a desk shows them ({Features})",
                $"Seiten: Masken und Listen sind alles, was die Worte der Idee verlangen, und jeder Browser von Telefon, Tablet oder Schreibtisch zeigt sie ({Features})"),
        };
        return new StackPart("Frontend", choice, "client", [reason, outline.Say(
            "Rejected: a program in the browser with a build of its own, until a criterion needs one", "Rejected: ein eigenes Programm im Browser, bis ein Kriterium eines braucht")]);
    }

    private StackPart Backend()
    {
        var options = outline.IsCommandLine ? StackOption.Tools : StackOption.Backends;
        var languages = _demands.Where(demand => !s_screens.Contains(demand.Name) && !s_places.Contains(demand.Name) && IsAllowed(StackOption.Demanded(demand.Name)) && !IsDatabase(demand.Name)).ToList();
        var demanded = options.FirstOrDefault(option => IsAllowed(option) && languages.Exists(demand => option.Has(demand.Name)));
        var option = demanded ?? options.FirstOrDefault(IsAllowed);
        var more = languages.Where(demand => demanded?.Has(demand.Name) is not true).Select(demand => Spelling.Of(demand.By, demand.Name)).ToList();
        var choice = string.Join(" + ", new[] { demanded?.Name ?? (more.Count > 0 ? null : option?.Name) }.OfType<string>().Concat(more).Distinct());
        var reasons = new List<string>
        {
            demanded is not null || more.Count > 0
                ? outline.Say($"Demanded: {Quotes(languages)}", $"Verlangt: {Quotes(languages)}")
                : outline.Say($"Default: one program that one person can run, chosen because nothing forbids it and not because the idea asks for it ({Features})", $"Vorgabe: ein Programm, das eine Person betreiben kann, gewählt, weil nichts dagegen spricht, und nicht, weil die Idee es verlangt ({Features})"),
        };
        reasons.AddRange(outline.Of(ConstraintKind.Integration).Select(system => outline.Say(
            $"Connection: {outline.Quoted(Quote.Text(system.Quote))} through whatever interface it offers, with a queue of its own ({system.Id})",
            $"Anbindung: {outline.Quoted(Quote.Text(system.Quote))} über die Schnittstelle, die es bietet, mit eigener Warteschlange ({system.Id})")));
        reasons.Add(outline.Say("Rejected: several services, since nothing in the idea has to run apart", "Rejected: mehrere Dienste, da nach der Idee nichts getrennt laufen muss"));
        return new StackPart(
            "Backend", choice.Length > 0 ? choice : outline.Say("None: every language known here is ruled out, so the team names one", "None: jede hier bekannte Sprache ist ausgeschlossen, das Team nennt eine"), Place(), reasons);
    }

    private StackPart Database()
    {
        var demand = _demands.Find(demand => IsDatabase(demand.Name) && IsAllowed(StackOption.Demanded(demand.Name)));
        var option = outline.IsCommandLine ? null : StackOption.Databases.FirstOrDefault(IsAllowed);
        if (demand.By is not null)
        {
            return new StackPart("Database", Spelling.Of(demand.By, demand.Name), Place(), [
                outline.Say($"Demanded: {Quotes([demand])}", $"Verlangt: {Quotes([demand])}"),
                outline.Say("Rejected: a second store beside it, which would have to be kept in step", "Rejected: ein zweiter Speicher daneben, der abgeglichen werden müsste")]);
        }

        return option is not null
            ? new StackPart("Database", option.Name, Place(), [
                outline.Say($"Default: rows, keys and transactions, so that of two who act at once exactly one succeeds ({Features})", $"Vorgabe: Zeilen, Schlüssel und Transaktionen, damit von zweien, die zugleich handeln, genau einer durchkommt ({Features})"),
                outline.Say("Rejected: a store without transactions, which would leave that to the program", "Rejected: ein Speicher ohne Transaktionen, der das dem Programm überließe")])
            : Files();
    }

    private StackPart Files()
    {
        var limits = string.Join(", ", outline.Of(ConstraintKind.Technology).Select(constraint => constraint.Id));
        return new StackPart("Database", outline.Say("None: plain files", "None: einfache Dateien"), outline.IsCommandLine ? "client" : Place(), [
            outline.IsCommandLine
                ? outline.Say($"Files: the tool reads and writes what its user has, and keeps nothing beside it ({Features})", $"Dateien: Das Werkzeug liest und schreibt, was sein Benutzer hat, und behält daneben nichts ({Features})")
                : outline.Say($"Files: every database known here is ruled out ({limits})", $"Dateien: Jede hier bekannte Datenbank ist ausgeschlossen ({limits})"),
            outline.Say("Rejected: a database, as long as no criterion needs one", "Rejected: eine Datenbank, solange kein Kriterium eine braucht")]);
    }

    private StackPart Infrastructure()
    {
        var hosting = outline.Of(ConstraintKind.Hosting).FirstOrDefault();
        if (outline.IsCommandLine && hosting is null)
        {
            return new StackPart("Infrastructure", outline.Say("A package that people install, built on every change", "Ein Paket, das man installiert, gebaut bei jeder Änderung"), "client", [
                outline.Say($"Package: there is no server to run{Asked()} ({Features})", $"Paket: Es gibt keinen Server zu betreiben{Asked()} ({Features})"),
                outline.Say("Rejected: a server, since nothing is shared between people", "Rejected: ein Server, da nichts zwischen Leuten geteilt wird")]);
        }

        var choice = Place() == "cloud"
            ? outline.Say("One machine in the cloud that is demanded + a copy of the data every night", "Eine Maschine in der verlangten Cloud + jede Nacht eine Kopie der Daten")
            : outline.Say("One machine of your own + a copy of the data on a second one every night", "Eine eigene Maschine + jede Nacht eine Kopie der Daten auf einer zweiten");
        return new StackPart("Infrastructure", choice, Place(), [
            hosting is null
                ? outline.Say($"Default: the answer that is easiest to leave again{Asked()} ({Features})", $"Vorgabe: die Antwort, von der man am leichtesten wieder wegkommt{Asked()} ({Features})")
                : outline.Say($"Demanded: {outline.Quoted(Quote.Text(hosting.Quote))} ({hosting.Id}); the product runs there and nowhere else", $"Verlangt: {outline.Quoted(Quote.Text(hosting.Quote))} ({hosting.Id}); das Produkt läuft dort und nirgends sonst"),
            .. Qualities.Of(outline) is [var first, ..]
                ? [outline.Say($"Size: one machine has to be enough for this, and the last gate shows it: {first} (NFR1)", $"Größe: Eine Maschine muss dafür reichen, und das letzte Gate zeigt es: {first} (NFR1)")]
                : Array.Empty<string>(),
            outline.Say("Rejected: a cluster, since one machine carries what the idea names", "Rejected: ein Cluster, da eine Maschine trägt, was die Idee nennt")]);
    }

    private string Asked() => Questions.Place(outline) is { } place ? outline.Say($", as long as {place.Id} has no other answer", $", solange {place.Id} keine andere Antwort hat") : "";

    private string Place()
    {
        if (_demands.Exists(demand => demand.Name == "public-cloud") && !_bans.Contains("public-cloud"))
        {
            return "cloud";
        }

        return outline.IsCommandLine && !outline.Of(ConstraintKind.Hosting).Any() ? "client" : "on-premise";
    }

    /// <summary>By the planner's own table, and by the catalogue of technologies, which knows what is made of what.</summary>
    private bool IsAllowed(StackOption option) => !_bans.Exists(option.IsBannedBy)
        && !TechnologyScanner.Find(option.Name, isList: true).Exists(hit => _limits.Exists(limit =>
            Ban.SeverityOf(limit.By, limit.OwnWords, hit.Technology, option.IsDatabase ? Term.Database : Term.Backend, option.Name) is not null));

    private static bool IsDatabase(string name) => StackOption.Demanded(name).IsDatabase;

    private string Quotes(IEnumerable<(string Name, Constraint By)> demands) =>
        string.Join(", ", demands.Select(demand => demand.By).Distinct().Select(constraint => $"{outline.Quoted(Quote.Text(constraint.Quote))} ({constraint.Id})"));
}
