using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Documents;

/// <summary>What reading an answer made of it.</summary>
/// <param name="Text">In its normal form; <see langword="null"/> where the answer is no document that could be stored: of an event storming or
/// requirements less than half of the sections, a stack without any choice, a plan without a stage that lists something.</param>
/// <param name="Facts">Drawn from the text; <see langword="null"/> where that is.</param>
/// <param name="Complaints">What is wrong with it; empty where it is sound.</param>
/// <param name="Remark">What is wrong with it all the same.</param>
internal sealed record ExaminedDocument(string? Text, StepFacts? Facts, IReadOnlyList<Complaint> Complaints, string? Remark)
{
    /// <summary>A model mends what it is told first; a plan of a thousand faulty stages must not fill the next prompt.</summary>
    private const int MostComplaints = 10;

    /// <summary>What was read of the text, where it is the answer as it came; <see langword="null"/> where it was written otherwise.</summary>
    public DocumentReading? Reading { get; init; }

    /// <summary>All complaints as one text; <see langword="null"/> where there is none.</summary>
    public string? Complaint => Complaints.Count == 0 ? null : Join(Complaints.Select(complaint => complaint.Text).ToList());

    /// <returns>The first sentences, and how many more there are.</returns>
    public static string Join(IReadOnlyList<string> sentences)
    {
        var more = sentences.Count > MostComplaints ? $" And {sentences.Count - MostComplaints} more of the kind." : "";
        return string.Join(" ", sentences.Take(MostComplaints)) + more;
    }
}
