using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Judging;

namespace AiDevFramework.Evaluation.Controls;

/// <summary>A plan made worse on purpose: whoever judges has to see it.</summary>
/// <param name="Spoil">Makes it of a good plan; the other plan is one for another idea.</param>
/// <param name="Sees">Whether the judgement of the bad plan shows it, against that of the good one.</param>
internal sealed record Control(string Name, Func<JudgedPlan, JudgedPlan, Brief, JudgedPlan> Spoil, Func<PlanJudgement, PlanJudgement, bool> Sees);
