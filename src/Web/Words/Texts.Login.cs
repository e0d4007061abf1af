namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public LoginTexts Login => Of(LoginTexts.English, LoginTexts.German);
}
