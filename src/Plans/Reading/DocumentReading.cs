namespace AiDevFramework.Plans.Reading;

/// <summary>What was read of an answer.</summary>
/// <param name="Frame">Its title and sections.</param>
/// <param name="Outline">What it says, typed: one of <see cref="Outlines"/>.</param>
/// <param name="Edits">What its normal form has otherwise.</param>
/// <param name="Complaints">What is wrong with it: errors of its form.</param>
/// <param name="Remarks">What is wrong with it all the same.</param>
internal sealed record DocumentReading(
    DocumentFrame Frame, object Outline, FrameEdits Edits, IReadOnlyList<Complaint> Complaints, IReadOnlyList<string> Remarks)
{
    /// <summary>What was drawn from it last, for whoever draws the same again: it lives as long as the reading does.</summary>
    public object? Drawn { get; set; }
}
