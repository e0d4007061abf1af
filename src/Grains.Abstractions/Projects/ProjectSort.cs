namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>The order of a list of projects; of equal times the id decides. Numbers are wire format: add, never renumber.</summary>
public enum ProjectSort
{
    NewestFirst = 0,
    OldestFirst = 1,
    LastChangedFirst = 2,
    FirstChangedFirst = 3,
}
