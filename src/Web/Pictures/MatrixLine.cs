using AiDevFramework.Plans.Views;

namespace AiDevFramework.Web.Pictures;

/// <summary>A row of the matrix.</summary>
/// <param name="Label">As it fits.</param>
/// <param name="LacksWork">No task names it, and no cut leaves it out.</param>
/// <param name="LacksProof">Neither a gate nor a task proves it, and no cut leaves it out.</param>
public sealed record MatrixLine(MatrixRow Row, string Label, Box Place, IReadOnlyList<MatrixCell> Cells, bool LacksWork, bool LacksProof)
{
    public bool HasHole => LacksWork || LacksProof;
}
