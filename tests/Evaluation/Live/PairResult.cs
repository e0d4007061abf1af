namespace AiDevFramework.Evaluation.Live;

/// <summary>Which of two plans for one idea was taken.</summary>
internal enum PairResult
{
    First,
    Second,

    /// <summary>Neither, or another one when their order was changed.</summary>
    Tie,
}
