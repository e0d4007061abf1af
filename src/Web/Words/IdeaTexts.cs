namespace AiDevFramework.Web.Words;

public sealed record IdeaTexts
{
    public required string Title { get; init; }
    public required string Idea { get; init; }
    public required string IdeaHint { get; init; }
    public required string IdeaPlaceholder { get; init; }
    public required string Constraints { get; init; }

    /// <summary><c>{0}</c>: how many, <c>{1}</c> and <c>{2}</c>: characters.</summary>
    public required string ConstraintsHint { get; init; }

    public required string ConstraintsPlaceholder { get; init; }
    public required string Language { get; init; }
    public required string LanguageHint { get; init; }
    public required string LanguageOfIdea { get; init; }
    public required string Budget { get; init; }
    public required string BudgetHint { get; init; }
    public required string BudgetPlaceholder { get; init; }
    public required string Estimate { get; init; }
    public required string EstimateNow { get; init; }
    public required string EstimateLater { get; init; }
    public required string Free { get; init; }
    public required string FreeAdvice { get; init; }
    public required string Unpriced { get; init; }
    public required string UnpricedAdvice { get; init; }

    /// <summary><c>{0}</c> and <c>{1}</c>: amounts.</summary>
    public required string Range { get; init; }

    /// <summary><c>{0}</c>: an amount.</summary>
    public required string Advice { get; init; }

    public required string Start { get; init; }
    public required string StartMeans { get; init; }
    public required string ExamplesTitle { get; init; }
    public required string ExamplesMean { get; init; }

    /// <summary><c>{0}</c> and <c>{1}</c>: characters.</summary>
    public required string CountRule { get; init; }

    public required Plural Count { get; init; }

    public required string SessionEnded { get; init; }
    public required string SignInElsewhere { get; init; }
    public required string Unavailable { get; init; }
    public required string NotAllowed { get; init; }

    /// <summary><c>{0}</c>: the least, <c>{1}</c>: how many there are.</summary>
    public required string TooShort { get; init; }

    /// <summary><c>{0}</c>: the most, <c>{1}</c>: how many there are.</summary>
    public required string TooLong { get; init; }

    /// <summary><c>{0}</c>: the most, <c>{1}</c>: how many there are.</summary>
    public required string TooMany { get; init; }

    /// <summary><c>{0}</c>: the line, <c>{1}</c> and <c>{2}</c>: characters.</summary>
    public required string BadLine { get; init; }

    public required string NoAmount { get; init; }
    public required string NoLanguage { get; init; }

    internal static readonly IdeaTexts English = new()
    {
        Title = "What do you want to build?",
        Idea = "Your idea",
        IdeaHint = "For whom, and what it should do for them. A sentence is enough; what you know better than a model could guess makes the plan better.",
        IdeaPlaceholder = "An app where neighbours lend each other tools: with deposits, bookings and reviews",
        Constraints = "Hard limits",
        ConstraintsHint = "One a line: what the plan must keep to, whatever else. Up to {0} lines of {1} to {2} characters.",
        ConstraintsPlaceholder = "two developers\nlive in three months\nPostgreSQL only\nno cloud",
        Language = "Language of the plan",
        LanguageHint = "Documents are written in it.",
        LanguageOfIdea = "That of the idea",
        Budget = "Budget for the models, in US dollars",
        BudgetHint = "The run pauses before a call that could exceed it, and can go on with more. Empty: no limit.",
        BudgetPlaceholder = "no limit",
        Estimate = "Estimate",
        EstimateNow = "Estimate",
        EstimateLater = "From the idea's text and today's prices, before anything is spent.",
        Free = "Free",
        FreeAdvice = "No model that costs anything is asked.",
        Unpriced = "Not known",
        UnpricedAdvice = "The price of a model is not known. A budget still holds for all calls whose price is.",
        Range = "{0} to {1}",
        Advice = "A budget of {0} pauses no run: each call is set aside at the most it could cost.",
        Start = "Make the plan",
        StartMeans = "Starts at once. You can watch it, stop it, and come back any time.",
        ExamplesTitle = "Or look at a real plan first",
        ExamplesMean = "Recorded runs, played back in a few seconds. They ask no model and cost nothing.",
        CountRule = "{0} to {1} characters",
        Count = new("{0} character", "{0} characters"),
        SessionEnded = "Your session has ended. What you typed is still here: sign in, then send it again.",
        SignInElsewhere = "Sign in (in a new tab)",
        Unavailable = "The service cannot be reached right now. What you typed is still here: send it again in a moment. It becomes one project however often you send it.",
        NotAllowed = "Your key does not allow making projects. Ask for one with the right plans:write.",
        TooShort = "At least {0} characters are needed; these are {1}.",
        TooLong = "At most {0} characters fit; these are {1}.",
        TooMany = "At most {0} lines; these are {1}.",
        BadLine = "Line {0} needs {1} to {2} characters.",
        NoAmount = "An amount in US dollars above 0 and up to 1000000, as 1.50. Up to six decimal places.",
        NoLanguage = "Choose a language of the list.",
    };

    internal static readonly IdeaTexts German = new()
    {
        Title = "Was soll entstehen?",
        Idea = "Die Idee",
        IdeaHint = "Für wen, und was es für sie leisten soll. Ein Satz genügt; was Sie besser wissen, als ein Modell es raten kann, macht den Plan besser.",
        IdeaPlaceholder = "Eine App, in der Nachbarn einander Werkzeug leihen: mit Pfand, Buchung und Bewertungen",
        Constraints = "Harte Grenzen",
        ConstraintsHint = "Eine je Zeile: woran sich der Plan halten muss, was auch sonst gilt. Bis zu {0} Zeilen mit {1} bis {2} Zeichen.",
        ConstraintsPlaceholder = "zwei Entwickler\nin drei Monaten produktiv\nnur PostgreSQL\nkeine Cloud",
        Language = "Sprache des Plans",
        LanguageHint = "In ihr werden die Dokumente geschrieben.",
        LanguageOfIdea = "Die der Idee",
        Budget = "Budget für die Modelle, in US-Dollar",
        BudgetHint = "Der Lauf hält vor einem Aufruf an, der es überschreiten könnte, und kann mit mehr weitergehen. Leer: keine Grenze.",
        BudgetPlaceholder = "keine Grenze",
        Estimate = "Schätzung",
        EstimateNow = "Schätzen",
        EstimateLater = "Aus dem Text der Idee und den Preisen von heute, bevor etwas ausgegeben wird.",
        Free = "Kostenlos",
        FreeAdvice = "Es wird kein Modell gefragt, das etwas kostet.",
        Unpriced = "Nicht bekannt",
        UnpricedAdvice = "Der Preis eines Modells ist nicht bekannt. Ein Budget gilt trotzdem für alle Aufrufe mit bekanntem Preis.",
        Range = "{0} bis {1}",
        Advice = "Ein Budget von {0} hält keinen Lauf an: Für jeden Aufruf wird zurückgelegt, was er höchstens kosten kann.",
        Start = "Plan erstellen",
        StartMeans = "Beginnt sofort. Zusehen, anhalten und wiederkommen geht jederzeit.",
        ExamplesTitle = "Oder zuerst einen echten Plan ansehen",
        ExamplesMean = "Aufgezeichnete Läufe, in wenigen Sekunden abgespielt. Sie fragen kein Modell und kosten nichts.",
        CountRule = "{0} bis {1} Zeichen",
        Count = new("{0} Zeichen", "{0} Zeichen"),
        SessionEnded = "Die Sitzung ist abgelaufen. Das Geschriebene ist noch da: anmelden und noch einmal senden.",
        SignInElsewhere = "Anmelden (in neuem Tab)",
        Unavailable = "Der Dienst ist gerade nicht erreichbar. Das Geschriebene ist noch da: gleich noch einmal senden. Es wird ein Projekt daraus, wie oft auch immer.",
        NotAllowed = "Der Schlüssel erlaubt keine neuen Projekte. Nötig ist einer mit dem Recht plans:write.",
        TooShort = "Es braucht mindestens {0} Zeichen; das sind {1}.",
        TooLong = "Es passen höchstens {0} Zeichen; das sind {1}.",
        TooMany = "Höchstens {0} Zeilen; das sind {1}.",
        BadLine = "Zeile {0} braucht {1} bis {2} Zeichen.",
        NoAmount = "Ein Betrag in US-Dollar über 0 und bis 1000000, etwa 1.50. Höchstens sechs Nachkommastellen.",
        NoLanguage = "Bitte eine Sprache der Liste wählen.",
    };
}
