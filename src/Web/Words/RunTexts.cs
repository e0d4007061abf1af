using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Web.Words;

/// <summary>The words of the screen that shows a run.</summary>
public sealed record RunTexts
{
    public required string Refresh { get; init; }
    public required string RefreshHint { get; init; }
    public required string Away { get; init; }
    public required string SignedOut { get; init; }
    public required string SignInAgain { get; init; }
    public required string NotFollowed { get; init; }
    public required string Idea { get; init; }
    public required string Example { get; init; }
    public required string Created { get; init; }
    public required string Start { get; init; }
    public required string StartHint { get; init; }
    public required string Stop { get; init; }
    public required string StopHint { get; init; }
    public required string Completed { get; init; }
    public required string OpenPlan { get; init; }
    public required string Cancelled { get; init; }
    public required string NewIdea { get; init; }
    public required string Failed { get; init; }
    public required string Paused { get; init; }
    public required string PausedShort { get; init; }
    public required string FixFirst { get; init; }
    public required string NoRetry { get; init; }
    public required string Retry { get; init; }
    public required string RetryHint { get; init; }
    public required string Budget { get; init; }
    public required string BudgetKeep { get; init; }
    public required string BudgetKeepNone { get; init; }
    public required string BudgetChange { get; init; }
    public required string BudgetRemove { get; init; }
    public required string BudgetAmount { get; init; }
    public required string BudgetWrong { get; init; }
    public required string Phases { get; init; }
    public required string ToCome { get; init; }
    public required string Running { get; init; }
    public required string Done { get; init; }
    public required string PhaseFailed { get; init; }
    public required string Stopped { get; init; }
    public required string LeftOut { get; init; }
    public required string Since { get; init; }
    public required string Errors { get; init; }
    public required string Warnings { get; init; }
    public required string Read { get; init; }
    public required string Writing { get; init; }
    public required string WritingSoon { get; init; }
    public required string Follow { get; init; }
    public required string Call { get; init; }
    public required string Written { get; init; }
    public required string WaitQueue { get; init; }
    public required string WaitModelLimit { get; init; }
    public required string WaitRetryAfter { get; init; }
    public required string WaitRetry { get; init; }
    public required string WaitProvider { get; init; }
    public required string Dropped { get; init; }
    public required string Costs { get; init; }
    public required string CostsOfAll { get; init; }
    public required string Charged { get; init; }
    public required string OfBudget { get; init; }
    public required string NoBudget { get; init; }
    public required string AndUpTo { get; init; }
    public required string AndUnknown { get; init; }
    public required string UnknownWhy { get; init; }
    public required string Calls { get; init; }
    public required string Attempts { get; init; }
    public required string Duration { get; init; }
    public required string Documents { get; init; }
    public required string NoDocuments { get; init; }
    public required string NoneWritten { get; init; }
    public required string Log { get; init; }
    public required string LogOf { get; init; }
    public required string LogCut { get; init; }
    public required string LogNumber { get; init; }
    public required string LogTime { get; init; }
    public required string LogWhat { get; init; }
    public required string LogMore { get; init; }
    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required string AsJson { get; init; }
    public required string PhaseStartedEvent { get; init; }
    public required string PhaseCompletedEvent { get; init; }
    public required string PhaseFailedEvent { get; init; }
    public required string RunCompleted { get; init; }
    public required string RunFailed { get; init; }
    public required string RunCancelled { get; init; }
    public required Plural Tries { get; init; }
    public required Plural Runs { get; init; }
    public required Plural DocumentCount { get; init; }
    public required Plural CallCount { get; init; }
    public required Plural UnpricedCalls { get; init; }

    /// <summary>In the order of the numbers of <see cref="Step"/>.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public string Of(Step step) => Steps[(int)step];

    internal static readonly RunTexts English = new()
    {
        Refresh = "Refresh this page",
        RefreshHint = "Without scripts this page does not move by itself.",
        Away = "The connection is lost; trying again …",
        SignedOut = "You are signed out, so that nothing new arrives.",
        SignInAgain = "Sign in again",
        NotFollowed = "This project cannot be followed any more. Load the page again to see why.",
        Idea = "The idea",
        Example = "A recorded example: its answers are played, and cost nothing.",
        Created = "Nothing runs yet.",
        Start = "Start",
        StartHint = "Starting asks models, which cost money. You can stop at any time.",
        Stop = "Stop",
        StopHint = "Aborts the call to the model at once and for good. Documents that are written stay, and what was charged is kept.",
        Completed = "The plan is written.",
        OpenPlan = "Open the plan",
        Cancelled = "Somebody stopped this run. What was written stays; a new project begins anew.",
        NewIdea = "New idea",
        Failed = "The run could not go on.",
        Paused = "The run waits: going on would cost more than it may.",
        PausedShort = "Waits for a budget",
        FixFirst = "What has to change first:",
        NoRetry = "Trying again does not help here.",
        Retry = "Go on from here",
        RetryHint = "Everything that is stored is used again and not paid for again.",
        Budget = "Budget of this project",
        BudgetKeep = "As it is: {0}",
        BudgetKeepNone = "As it is: none",
        BudgetChange = "Another one, in US dollars over all runs",
        BudgetRemove = "None",
        BudgetAmount = "Amount in US dollars",
        BudgetWrong = "Give an amount above 0 and up to 1000000, with at most six decimal places, for example 2.50.",
        Phases = "Phases",
        ToCome = "to come",
        Running = "running",
        Done = "done",
        PhaseFailed = "failed",
        Stopped = "stopped",
        LeftOut = "not needed for this idea",
        Since = "since",
        Errors = "to mend",
        Warnings = "to look at",
        Read = "Read",
        Writing = "What is being written",
        WritingSoon = "The text appears here as the model writes it.",
        Follow = "Follow the text",
        Call = "call {0}",
        Written = "Share written",
        WaitQueue = "Waiting: as many calls as this service may make are under way.",
        WaitModelLimit = "Waiting: as many calls of this model as may be made are under way.",
        WaitRetryAfter = "Waiting: the provider asked for {0} s.",
        WaitRetry = "The attempt before failed; the next one comes in a moment.",
        WaitProvider = "Waiting: half of the calls failed lately, and the provider is left alone for a while.",
        Dropped = "[some text was not shown]",
        Costs = "Cost",
        CostsOfAll = "All costs",
        Charged = "Charged so far",
        OfBudget = "of",
        NoBudget = "no budget of its own",
        AndUpTo = "+ up to {0} unknown",
        AndUnknown = "+ an amount nobody can tell yet",
        UnknownWhy = "What attempts cost that ended without an answer. Budgets count the most it can be until the provider tells.",
        Calls = "Model calls",
        Attempts = "Attempts",
        Duration = "Duration",
        Documents = "Documents",
        NoDocuments = "None yet: each appears as soon as it is stored.",
        NoneWritten = "None was written before the run was stopped.",
        Log = "Log",
        LogOf = "Every event of this project, newest last",
        LogCut = "Older events are left out here; the API has them all.",
        LogNumber = "No.",
        LogTime = "Time",
        LogWhat = "What happened",
        LogMore = "Details",
        Copy = "Copy as JSON",
        Copied = "Copied",
        AsJson = "The log as JSON",
        PhaseStartedEvent = "begins",
        PhaseCompletedEvent = "is done",
        PhaseFailedEvent = "failed",
        RunCompleted = "The run is complete",
        RunFailed = "The run ended with a failure",
        RunCancelled = "The run was stopped",
        Tries = new("1 attempt", "{0} attempts"),
        Runs = new("1st run", "run {0}"),
        DocumentCount = new("1 document", "{0} documents"),
        CallCount = new("1 call", "{0} calls"),
        UnpricedCalls = new("1 call has no known price, so that this is the least it cost.", "{0} calls have no known price, so that this is the least it cost."),
        Steps = ["Reading the idea", "Event storming", "Requirements", "Technology", "Choosing the approach", "Writing the plan"],
    };

    internal static readonly RunTexts German = new()
    {
        Refresh = "Seite neu laden",
        RefreshHint = "Ohne Skripte bewegt sich diese Seite nicht von selbst.",
        Away = "Die Verbindung ist weg; es wird weiter versucht …",
        SignedOut = "Sie sind abgemeldet; es kommt nichts Neues mehr an.",
        SignInAgain = "Neu anmelden",
        NotFollowed = "Diesem Projekt kann nicht mehr gefolgt werden. Laden Sie die Seite neu, um zu sehen, warum.",
        Idea = "Die Idee",
        Example = "Ein aufgezeichnetes Beispiel: Seine Antworten werden abgespielt und kosten nichts.",
        Created = "Noch läuft nichts.",
        Start = "Starten",
        StartHint = "Beim Start werden Modelle gefragt, und das kostet Geld. Sie können jederzeit anhalten.",
        Stop = "Anhalten",
        StopHint = "Bricht den Aufruf des Modells sofort und endgültig ab. Geschriebene Dokumente bleiben, und was berechnet wurde, bleibt berechnet.",
        Completed = "Der Plan ist geschrieben.",
        OpenPlan = "Plan öffnen",
        Cancelled = "Jemand hat diesen Lauf angehalten. Was geschrieben ist, bleibt; von vorn beginnt ein neues Projekt.",
        NewIdea = "Neue Idee",
        Failed = "Der Lauf kam nicht weiter.",
        Paused = "Der Lauf wartet: Weitergehen würde mehr kosten, als er darf.",
        PausedShort = "Wartet auf Budget",
        FixFirst = "Was sich zuerst ändern muss:",
        NoRetry = "Ein neuer Versuch hilft hier nicht.",
        Retry = "Von hier aus weiter",
        RetryHint = "Alles Gespeicherte wird wieder verwendet und nicht noch einmal bezahlt.",
        Budget = "Budget dieses Projekts",
        BudgetKeep = "Wie bisher: {0}",
        BudgetKeepNone = "Wie bisher: keines",
        BudgetChange = "Ein anderes, in US-Dollar über alle Läufe",
        BudgetRemove = "Keines",
        BudgetAmount = "Betrag in US-Dollar",
        BudgetWrong = "Geben Sie einen Betrag über 0 und bis 1000000 an, mit höchstens sechs Nachkommastellen, zum Beispiel 2,50.",
        Phases = "Phasen",
        ToCome = "kommt noch",
        Running = "läuft",
        Done = "fertig",
        PhaseFailed = "gescheitert",
        Stopped = "angehalten",
        LeftOut = "für diese Idee nicht nötig",
        Since = "seit",
        Errors = "zu beheben",
        Warnings = "anzusehen",
        Read = "Lesen",
        Writing = "Was gerade geschrieben wird",
        WritingSoon = "Der Text erscheint hier, während das Modell ihn schreibt.",
        Follow = "Dem Text folgen",
        Call = "Aufruf {0}",
        Written = "Geschriebener Anteil",
        WaitQueue = "Warten: So viele Aufrufe, wie dieser Dienst machen darf, sind unterwegs.",
        WaitModelLimit = "Warten: So viele Aufrufe dieses Modells, wie erlaubt sind, sind unterwegs.",
        WaitRetryAfter = "Warten: Der Anbieter hat um {0} s gebeten.",
        WaitRetry = "Der vorige Versuch ist misslungen; gleich kommt der nächste.",
        WaitProvider = "Warten: Zuletzt misslang die Hälfte der Aufrufe; der Anbieter wird eine Weile in Ruhe gelassen.",
        Dropped = "[Text ausgelassen]",
        Costs = "Kosten",
        CostsOfAll = "Alle Kosten",
        Charged = "Bisher berechnet",
        OfBudget = "von",
        NoBudget = "kein eigenes Budget",
        AndUpTo = "+ bis zu {0} unbekannt",
        AndUnknown = "+ ein Betrag, den noch niemand kennt",
        UnknownWhy = "Was Versuche kosteten, die ohne Antwort endeten. Budgets rechnen mit dem Höchsten, bis der Anbieter es sagt.",
        Calls = "Modellaufrufe",
        Attempts = "Versuche",
        Duration = "Dauer",
        Documents = "Dokumente",
        NoDocuments = "Noch keine: Jedes erscheint, sobald es gespeichert ist.",
        NoneWritten = "Bis zum Anhalten wurde keines geschrieben.",
        Log = "Protokoll",
        LogOf = "Alle Ereignisse dieses Projekts, das neueste zuletzt",
        LogCut = "Ältere Ereignisse fehlen hier; die API hat sie alle.",
        LogNumber = "Nr.",
        LogTime = "Zeit",
        LogWhat = "Was geschah",
        LogMore = "Näheres",
        Copy = "Als JSON kopieren",
        Copied = "Kopiert",
        AsJson = "Das Protokoll als JSON",
        PhaseStartedEvent = "beginnt",
        PhaseCompletedEvent = "ist fertig",
        PhaseFailedEvent = "ist gescheitert",
        RunCompleted = "Der Lauf ist fertig",
        RunFailed = "Der Lauf ist gescheitert",
        RunCancelled = "Der Lauf wurde angehalten",
        Tries = new("1 Versuch", "{0} Versuche"),
        Runs = new("1. Lauf", "{0}. Lauf"),
        DocumentCount = new("1 Dokument", "{0} Dokumente"),
        CallCount = new("1 Aufruf", "{0} Aufrufe"),
        UnpricedCalls = new("1 Aufruf hat keinen bekannten Preis; dies ist also das Mindeste.", "{0} Aufrufe haben keinen bekannten Preis; dies ist also das Mindeste."),
        Steps = ["Idee lesen", "Event Storming", "Anforderungen", "Technik", "Vorgehen wählen", "Plan schreiben"],
    };
}
