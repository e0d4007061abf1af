using System.Globalization;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What answers to open questions say of people, time and money. Code reads the numbers; an answer in other words stays words.</summary>
internal static class QuestionAnswers
{
    private const int MaxAnswer = 300;

    private const int MaxName = 80;

    private const int MostPeople = 500;

    private static readonly PhraseList s_costs = new("cost*", "kostet", "kosten", "paid", "bezahlt");

    private static readonly PhraseList s_builds = new("build*", "built", "develop*", "baut", "bauen", "entwickel*", "programm*", "umsetz*");

    /// <summary>Takes an answer, which is a decision of whoever gives it. A later answer stands beside the earlier one's decision.</summary>
    /// <param name="questionId">Of a question of the ledger; of any other nothing changes.</param>
    /// <param name="by">Who answers.</param>
    public static ProjectLedger Give(ProjectLedger ledger, string questionId, string answer, string by)
    {
        var text = OneLine.Of(answer, MaxAnswer);
        if (text.Length == 0 || ledger.Questions.FirstOrDefault(question => question.Id == questionId) is not { } asked)
        {
            return ledger;
        }

        var number = ledger.Counters.GetValueOrDefault("D") + 1;
        var decision = new Decision(
            string.Create(CultureInfo.InvariantCulture, $"D{number}"), text, [.. asked.Options.Where(option => option != text)], OneLine.Of(by, MaxName), [questionId]);
        return ledger.WithCounter("D", number) with
        {
            Questions = [.. ledger.Questions.Select(question => question.Id == questionId ? Answered(question, text, by) : question)],
            Decisions = [.. ledger.Decisions, decision],
        };
    }

    /// <returns>What a person's day costs, where the question asks for it and the answer says a sum.</returns>
    public static DayRate? RateOf(OpenQuestion question, string answer)
    {
        var asked = IdeaText.Read(question.Text);
        if (!asked.Has(0, asked.Tokens.Count, Meaning.Rate) && !(s_costs.IsIn(question.Text) && asked.Has(0, asked.Tokens.Count, Meaning.Day)))
        {
            return null;
        }

        var said = IdeaText.Read(answer, asked.Language);
        return Price.In(said, 0, said.Tokens.Count).Where(price => price is { Per: null or Meaning.Day, Amount: > 0 })
            .Select(price => new DayRate(price.Amount, price.Currency)).FirstOrDefault();
    }

    private static OpenQuestion Answered(OpenQuestion question, string answer, string by) => question with
    {
        Answer = answer,
        AnsweredBy = OneLine.Of(by, MaxName),
        DayRate = RateOf(question, answer),
        DaysPerWeek = DaysPerWeekOf(question, answer),
        People = PeopleOf(question, answer),
    };

    /// <summary>"How many days a week …?", "Wie viele Tage je Woche …?"</summary>
    private static decimal? DaysPerWeekOf(OpenQuestion question, string answer)
    {
        var asked = IdeaText.Read(question.Text);
        return asked.Marks.Any(mark => mark.Meaning is Meaning.Day && asked.Has(mark.End, Math.Min(asked.Tokens.Count, mark.End + 3), Meaning.Week))
            && NumberIn(answer, asked.Language) is > 0 and <= Capacity.WorkingDaysPerWeek and var days ? days : null;
    }

    /// <summary>"How many developers …?", "Wer baut es?": of a question about the product's users nothing is read.</summary>
    private static int? PeopleOf(OpenQuestion question, string answer)
    {
        var asked = IdeaText.Read(question.Text);
        var isTeam = (s_builds.IsIn(question.Text) || asked.Has(0, asked.Tokens.Count, Meaning.Maker, Meaning.Team))
            && !asked.Has(0, asked.Tokens.Count, Meaning.Rate, Meaning.Day, Meaning.Week, Meaning.Month, Meaning.Year);
        return isTeam && NumberIn(answer, asked.Language) is >= 1 and <= MostPeople and var people && people == Math.Floor(people) ? (int)people : null;
    }

    /// <summary>The one number of the answer: of "two now, four later" nobody can tell which holds.</summary>
    private static decimal? NumberIn(string answer, string? language)
    {
        var said = IdeaText.Read(answer, language);
        return Count.In(said, 0, said.Tokens.Count) is [{ } count] && count.Low == count.High ? count.High : null;
    }
}
