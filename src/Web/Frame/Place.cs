namespace AiDevFramework.Web.Frame;

/// <summary>Entries of the main navigation.</summary>
public enum Place
{
    None = 0,
    Projects = 1,
    NewIdea = 2,
    Costs = 3,
    System = 4,
}
