namespace AiDevFramework.Web.NewIdea;

public enum IdeaField
{
    Idea = 0,
    Constraints = 1,
    Budget = 2,
    Language = 3,
}
