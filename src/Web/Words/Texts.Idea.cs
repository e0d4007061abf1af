namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public IdeaTexts Idea => Of(IdeaTexts.English, IdeaTexts.German);
}
