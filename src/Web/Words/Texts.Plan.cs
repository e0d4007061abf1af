namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public PlanTexts Plan => Of(PlanTexts.English, PlanTexts.German);
}
