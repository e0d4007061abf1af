namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public ProjectsTexts Projects => Of(ProjectsTexts.English, ProjectsTexts.German);
}
