using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Web.NewIdea;

/// <param name="Estimate"><see langword="null"/>: nobody asked yet.</param>
public sealed record IdeaModel(
    IdeaForm Form, IReadOnlyList<IdeaComplaint> Complaints, IdeaNotice Notice, IdeaEstimate? Estimate, IdeaLimitFacts Limits, IReadOnlyList<Example> Examples)
{
    public IEnumerable<IdeaComplaint> Of(IdeaField field) => Complaints.Where(complaint => complaint.Field == field);
}

/// <summary>What the API asks of an idea, for the page to say and to count.</summary>
public sealed record IdeaLimitFacts(int Shortest, int Longest, int MostConstraints, int ShortestConstraint, int LongestConstraint);
