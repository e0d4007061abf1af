namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public CostTexts Cost => Of(CostTexts.English, CostTexts.German);
}
