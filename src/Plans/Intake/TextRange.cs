namespace AiDevFramework.Plans.Intake;

/// <summary>A part of a text, in characters.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public bool Contains(TextRange other) => Start <= other.Start && other.End <= End;

    public bool Meets(TextRange other) => Start < other.End && other.Start < End;
}
