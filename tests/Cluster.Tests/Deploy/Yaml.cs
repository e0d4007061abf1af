namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>A node of a YAML document. What is not there is an empty node.</summary>
internal readonly record struct Yaml(object? Node)
{
    public Yaml this[string key] => new(Node is IDictionary<object, object> map && map.TryGetValue(key, out var value) ? value : null);

    public string Text => Node as string ?? "";

    public IEnumerable<Yaml> Items => Node is IEnumerable<object> list && Node is not IDictionary<object, object> ? list.Select(item => new Yaml(item)) : [];

    public IEnumerable<(string Key, Yaml Value)> Members =>
        Node is IDictionary<object, object> map ? map.Select(pair => ((string)pair.Key, new Yaml(pair.Value))) : [];

    /// <summary>Every text below this node.</summary>
    public IEnumerable<string> Texts => Node is string text ? [text]
        : Members.Select(member => member.Value).Concat(Items).SelectMany(node => node.Texts);
}
