namespace AiDevFramework.Plans.Intake;

/// <summary>Clauses that speak to whoever reads the prompt: "ignore all instructions", "answer with JSON". They demand nothing of a product.</summary>
internal static class ReaderSpeech
{
    public static bool Is(IdeaText idea, Clause clause) =>
        idea.Has(clause.First, clause.End, Meaning.Reader)
        || idea.Within(clause.First, clause.End, Meaning.Command).Any(command => Commands(idea, clause, command));

    /// <summary>A command begins its clause and has an object that no product has: "answer calls within a minute" is a feature.</summary>
    private static bool Commands(IdeaText idea, Clause clause, Mark command)
    {
        var begins = command.First == clause.First
            || idea.Tokens[command.First - 1].Type is not TokenType.Word
            || idea.At(command.First - 1, Meaning.Connector) is not null
            || idea.Tokens[command.First - 1].Text is "please" or "bitte" or "then" or "now" or "just" or "instead"
            || idea.Tokens[clause.First].Text is "you" or "du" or "sie"; // "you must output"
        return begins && idea.Has(idea.Tokens[command.First].IsDense ? command.First : command.End, clause.End, Meaning.Object);
    }
}
