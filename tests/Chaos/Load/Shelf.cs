namespace AiDevFramework.Chaos.Load;

/// <summary>Which projects there are and whose they are, for those who try what is not theirs.</summary>
internal sealed class Shelf
{
    private readonly Lock _lock = new();
    private readonly List<(Guid Project, Person Owner)> _projects = [];

    public void Add(Guid project, Person owner)
    {
        lock (_lock)
        {
            _projects.Add((project, owner));
        }
    }

    /// <returns>One of the last hundred of a kind; <see langword="null"/> where there is none.</returns>
    public Guid? Pick(Random random, Func<Person, bool> ofOwner)
    {
        lock (_lock)
        {
            var found = _projects.TakeLast(100).Where(project => ofOwner(project.Owner)).ToList();
            return found.Count == 0 ? null : found[random.Next(found.Count)].Project;
        }
    }
}
