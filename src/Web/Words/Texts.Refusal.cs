namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public RefusalTexts Refusal => Of(RefusalTexts.English, RefusalTexts.German);
}
