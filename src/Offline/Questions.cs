using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>What the words of an idea leave open and a plan rests on: at most five questions with a default each.</summary>
internal static class Questions
{
    private const int Most = 5;

    private const int LongLead = 30;

    private const int ShortLead = 10;

    /// <summary>Below this, thirty days are no default.</summary>
    private const int WeeksForLongLead = 10;

    public static IReadOnlyList<OpenQuestion> Of(ProductOutline outline) =>
        [.. All(outline).OfType<OpenQuestion>().Take(Most).Select((question, index) => question with { Id = $"Q{index + 1}" })];

    /// <summary>Working days that others take to agree or to give access, as the question's default says.</summary>
    public static int LeadDays(ProductOutline outline) => Capacity.Of(outline.Ledger).Weeks is < WeeksForLongLead ? ShortLead : LongLead;

    /// <returns>The question whose text it is, where it was asked.</returns>
    public static OpenQuestion? Size(ProductOutline outline) => Find(outline, SizeText(outline));

    public static OpenQuestion? Lead(ProductOutline outline) => Find(outline, LeadText(outline));

    public static OpenQuestion? Place(ProductOutline outline) => Find(outline, PlaceText(outline));

    public static OpenQuestion? SignInOf(ProductOutline outline) => Find(outline, SignInText(outline));

    private static string SignInText(ProductOutline outline) => outline.Say("How do people sign in?", "Wie melden sich die Leute an?");

    private static OpenQuestion? Find(ProductOutline outline, string text) => outline.Ledger.Questions.FirstOrDefault(question => question.Text == text);

    private static string SizeText(ProductOutline outline) => outline.Say("How many people use it in its first year?", "Wie viele Personen nutzen es im ersten Jahr?");

    private static string LeadText(ProductOutline outline) => outline.Say(
        "How long do those outside the team take to agree or to give access?", "Wie lange brauchen die Stellen außerhalb des Teams, um zuzustimmen oder Zugang zu geben?");

    private static string PlaceText(ProductOutline outline) => outline.IsCommandLine
        ? outline.Say("On which computers does it run?", "Auf welchen Rechnern läuft es?")
        : outline.Say("Where does it run?", "Wo läuft es?");

    private static IEnumerable<OpenQuestion?> All(ProductOutline outline)
    {
        var capacity = Capacity.Of(outline.Ledger);
        yield return outline.Reading.IsUnderstood ? null : Meaning(outline);
        yield return capacity.Amount is not null && outline.Ledger.DayRate is null ? Rate(outline, capacity) : null;
        yield return outline.Of(ConstraintKind.Law).Concat(outline.Of(ConstraintKind.Integration)).Any() ? Wait(outline) : null;
        yield return outline.Ledger.Quantities.Count == 0 && !outline.IsCommandLine
            ? Ask(outline, SizeText(outline), outline.Say("up to 500", "bis 500"), outline.Say("up to 20", "bis 20"), outline.Say("more than 500", "mehr als 500"))
            : null;
        yield return outline.Of(ConstraintKind.Hosting).Any() ? null : Where(outline);
        yield return !outline.IsCommandLine && outline.Reading.Roles.Count > 1 && !outline.Features.Any(feature => feature.Piece.Shape is Shape.SignIn) ? SignIn(outline) : null;
        yield return capacity.People is null
            ? Ask(outline, outline.Say("Who builds it?", "Wer baut es?"), outline.Say("one person", "eine Person"), outline.Say("two people", "zwei Personen"), outline.Say("more", "mehr"))
            : null;
        yield return capacity.Weeks is null
            ? Ask(
                outline, outline.Say("By when must it be in use?", "Bis wann muss es im Einsatz sein?"), outline.Say("there is no date", "es gibt keinen Termin"),
                outline.Say("within three months", "in drei Monaten"), outline.Say("within a year", "in einem Jahr"))
            : null;
    }

    private static OpenQuestion Meaning(ProductOutline outline) => Ask(
        outline,
        outline.Say($"What can somebody do with {outline.Quoted(outline.Name)} that was not possible before?", $"Was kann man mit {outline.Quoted(outline.Name)}, das vorher nicht ging?"),
        outline.Say("enter something and find it again", "etwas eingeben und wiederfinden"),
        outline.Say("look something up", "etwas nachschlagen"),
        outline.Say("have something calculated or converted", "etwas berechnen oder umwandeln lassen"));

    private static OpenQuestion Rate(ProductOutline outline, Capacity capacity)
    {
        var most = capacity.MostPerDay is { } day ? CapacityText.MostPerDay(day, capacity.Currency!, outline.Ledger.Language) : outline.Say("what the budget allows", "was das Budget hergibt");
        return Ask(
            outline, outline.Say("What does a working day of one person cost?", "Was kostet ein Arbeitstag einer Person?"), most,
            outline.Say("more than that", "mehr als das"), outline.Say("nothing from this budget: the people are employed", "nichts aus diesem Budget: die Leute sind angestellt"));
    }

    private static OpenQuestion Wait(ProductOutline outline)
    {
        var (brief, late) = (outline.Say($"up to {ShortLead} working days", $"bis {ShortLead} Arbeitstage"), outline.Say($"up to {LongLead} working days", $"bis {LongLead} Arbeitstage"));
        return LeadDays(outline) == LongLead
            ? Ask(outline, LeadText(outline), late, brief, outline.Say("longer", "länger"))
            : Ask(outline, LeadText(outline), brief, late, outline.Say("longer", "länger"));
    }

    private static OpenQuestion Where(ProductOutline outline) => outline.IsCommandLine
        ? Ask(outline, PlaceText(outline), outline.Say("on Linux, macOS and Windows", "auf Linux, macOS und Windows"), outline.Say("on one of them", "auf einem davon"))
        : Ask(
            outline, PlaceText(outline), outline.Say("on a machine of our own", "auf einer eigenen Maschine"),
            outline.Say("on a rented server", "auf einem gemieteten Server"), outline.Say("in a public cloud", "in einer öffentlichen Cloud"));

    private static OpenQuestion SignIn(ProductOutline outline) => Ask(
        outline, SignInText(outline), outline.Say("with an account of their own", "mit einem eigenen Konto"),
        outline.Say("with an account that they have already", "mit einem Konto, das sie schon haben"), outline.Say("not at all", "gar nicht"));

    /// <param name="byDefault">The answer that is assumed.</param>
    private static OpenQuestion Ask(ProductOutline outline, string text, string byDefault, params string[] others) =>
        new("", text, [byDefault, .. others], byDefault, [.. outline.Reading.Roles.Take(2)]);
}
