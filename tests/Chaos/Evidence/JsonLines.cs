using System.Text.Json;

namespace AiDevFramework.Chaos.Evidence;

/// <summary>A file with a JSON object a line, written by many at a time.</summary>
internal sealed class JsonLines<T>(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer = new(path);
    private bool _closed;

    public void Write(T line)
    {
        var json = JsonSerializer.Serialize(line, EvidenceFolder.Json);
        lock (_lock)
        {
            if (!_closed)
            {
                _writer.WriteLine(json);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _writer.Dispose();
        }
    }
}
