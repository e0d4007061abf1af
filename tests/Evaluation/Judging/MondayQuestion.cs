namespace AiDevFramework.Evaluation.Judging;

/// <summary>What somebody asks who begins on Monday.</summary>
internal enum MondayQuestion
{
    Who = 1,
    First = 2,
    StageEnd = 3,
    Cut = 4,
    Fit = 5,
    Where = 6,
    Wait = 7,
    Assumed = 8,
    Fails = 9,
    Done = 10,
}
