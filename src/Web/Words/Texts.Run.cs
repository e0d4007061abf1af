namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public RunTexts Run => Of(RunTexts.English, RunTexts.German);
}
