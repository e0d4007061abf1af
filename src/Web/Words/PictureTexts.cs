namespace AiDevFramework.Web.Words;

/// <summary>What pictures of a plan and of its costs say. <c>{0}</c> and further ones are numbers.</summary>
public sealed record PictureTexts
{
    public required string AsTable { get; init; }
    public required string TooLarge { get; init; }
    public required string NoTasks { get; init; }
    public required string NoMatrix { get; init; }
    public required string NoFlow { get; init; }
    public required string NoCosts { get; init; }
    public required string GraphTitle { get; init; }
    public required string GraphSays { get; init; }
    public required string LongestSays { get; init; }
    public required string LongestWithoutDays { get; init; }
    public required string ShortDays { get; init; }
    public required string OnLongest { get; init; }
    public required string OtherTask { get; init; }
    public required string WaitsForItself { get; init; }
    public required string GanttTitle { get; init; }
    public required string GanttSays { get; init; }
    public required string OthersNeed { get; init; }
    public required string DaysUnknown { get; init; }
    public required string BeginsAfter { get; init; }
    public required string EndsAfter { get; init; }
    public required string MatrixTitle { get; init; }
    public required string MatrixSays { get; init; }
    public required string WorkedOn { get; init; }
    public required string Proved { get; init; }
    public required string Hole { get; init; }
    public required string NoTask { get; init; }
    public required string NoProof { get; init; }
    public required string ByItsTask { get; init; }
    public required string FlowTitle { get; init; }
    public required string FlowSays { get; init; }
    public required string Command { get; init; }
    public required string Event { get; init; }
    public required string Rule { get; init; }
    public required string Flow { get; init; }
    public required string Steps { get; init; }
    public required string Task { get; init; }
    public required string Tasks { get; init; }
    public required string Name { get; init; }
    public required string Stage { get; init; }
    public required string Wave { get; init; }
    public required string After { get; init; }
    public required string Days { get; init; }
    public required string Lead { get; init; }
    public required string Serves { get; init; }
    public required string Verifies { get; init; }
    public required string Requirement { get; init; }
    public required string Criterion { get; init; }
    public required string Gates { get; init; }
    public required string LeftOut { get; init; }
    public required string Charged { get; init; }
    public required string UpTo { get; init; }

    internal static readonly PictureTexts English = new()
    {
        AsTable = "As a table",
        TooLarge = "This is too large to be drawn; the table has all of it.",
        NoTasks = "The plan has no stages and tasks yet.",
        NoMatrix = "There are no requirements or no stages yet to be set against each other.",
        NoFlow = "The plan has no events. Plain ideas do without an event storming.",
        NoCosts = "Nothing was charged.",
        GraphTitle = "What waits for what",
        GraphSays = "{0} tasks in {1} steps, from left to right. Tasks of one step can be done side by side.",
        LongestSays = "The longest chain takes {0} working days: {1}.",
        LongestWithoutDays = "The longest chain: {0}. Not all of its tasks say how long they take.",
        ShortDays = "{0} d",
        OnLongest = "on the longest chain",
        OtherTask = "task",
        WaitsForItself = "waits for itself",
        GanttTitle = "Time line",
        GanttSays = "{0} stages in {1} working days; the numbers above are weeks. Each task begins as early as it can, however many people there are.",
        OthersNeed = "others need this time first",
        DaysUnknown = "nobody says how long",
        BeginsAfter = "Begins after (days)",
        EndsAfter = "Done after (days)",
        MatrixTitle = "Requirements against stages",
        MatrixSays = "{0} rows; {1} of them have a hole: no task works on them, or nothing proves them.",
        WorkedOn = "worked on in the stage",
        Proved = "proved at its gate",
        Hole = "hole",
        NoTask = "no task",
        NoProof = "no proof",
        ByItsTask = "by its task",
        FlowTitle = "How events follow",
        FlowSays = "{0} flows; {1} events and {2} commands in all.",
        Command = "command",
        Event = "event",
        Rule = "rule",
        Flow = "Flow",
        Steps = "Steps",
        Task = "Task",
        Tasks = "Tasks",
        Name = "Name",
        Stage = "Stage",
        Wave = "Step",
        After = "After",
        Days = "Days",
        Lead = "Others need (days)",
        Serves = "Serves",
        Verifies = "Verified by",
        Requirement = "Requirement",
        Criterion = "Criterion",
        Gates = "Gates",
        LeftOut = "Left out",
        Charged = "Charged",
        UpTo = "Up to … more, not yet known",
    };

    internal static readonly PictureTexts German = new()
    {
        AsTable = "Als Tabelle",
        TooLarge = "Das ist zu groß für ein Bild; die Tabelle enthält alles.",
        NoTasks = "Der Plan hat noch keine Stufen und Aufgaben.",
        NoMatrix = "Es gibt noch keine Anforderungen oder keine Stufen, die sich gegenüberstellen lassen.",
        NoFlow = "Der Plan hat keine Ereignisse. Einfache Ideen kommen ohne Event Storming aus.",
        NoCosts = "Es wurde nichts abgerechnet.",
        GraphTitle = "Was worauf wartet",
        GraphSays = "{0} Aufgaben in {1} Schritten, von links nach rechts. Aufgaben eines Schrittes gehen nebeneinander.",
        LongestSays = "Die längste Kette dauert {0} Arbeitstage: {1}.",
        LongestWithoutDays = "Die längste Kette: {0}. Nicht alle ihre Aufgaben sagen, wie lange sie dauern.",
        ShortDays = "{0} T",
        OnLongest = "auf der längsten Kette",
        OtherTask = "Aufgabe",
        WaitsForItself = "wartet auf sich selbst",
        GanttTitle = "Zeitplan",
        GanttSays = "{0} Stufen in {1} Arbeitstagen; die Zahlen darüber sind Wochen. Jede Aufgabe beginnt so früh wie möglich, gleich wie viele Leute es sind.",
        OthersNeed = "so lange brauchen andere vorher",
        DaysUnknown = "Dauer nicht genannt",
        BeginsAfter = "Beginnt nach (Tagen)",
        EndsAfter = "Fertig nach (Tagen)",
        MatrixTitle = "Anforderungen und Stufen",
        MatrixSays = "{0} Zeilen; {1} davon haben eine Lücke: Keine Aufgabe arbeitet daran, oder nichts weist sie nach.",
        WorkedOn = "in der Stufe bearbeitet",
        Proved = "bei der Abnahme nachgewiesen",
        Hole = "Lücke",
        NoTask = "keine Aufgabe",
        NoProof = "kein Nachweis",
        ByItsTask = "bei der Aufgabe",
        FlowTitle = "Wie Ereignisse aufeinander folgen",
        FlowSays = "{0} Abläufe; insgesamt {1} Ereignisse und {2} Befehle.",
        Command = "Befehl",
        Event = "Ereignis",
        Rule = "Regel",
        Flow = "Ablauf",
        Steps = "Schritte",
        Task = "Aufgabe",
        Tasks = "Aufgaben",
        Name = "Name",
        Stage = "Stufe",
        Wave = "Schritt",
        After = "Nach",
        Days = "Tage",
        Lead = "Andere brauchen (Tage)",
        Serves = "Dient",
        Verifies = "Nachweis",
        Requirement = "Anforderung",
        Criterion = "Kriterium",
        Gates = "Abnahmen",
        LeftOut = "Weggelassen",
        Charged = "Abgerechnet",
        UpTo = "Bis zu … mehr, noch nicht bekannt",
    };
}
