using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.TestSupport.Telemetry;

/// <summary>What the product's instruments measure in the flow of one test, whatever other tests do at the same time.</summary>
internal sealed class Measurements : IDisposable
{
    private static readonly AsyncLocal<Measurements?> _flow = new();

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _taken = new();

    public Measurements()
    {
        _flow.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ProductMeter.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Sums by the values of the tags, in the order of their names: <c>completed PRD</c>.</summary>
    public IReadOnlyDictionary<string, double> Of(string name) => _taken.Where(item => item.Name == name)
        .GroupBy(item => item.Tags).ToDictionary(group => group.Key, group => group.Sum(item => item.Value));

    public void Dispose()
    {
        _listener.Dispose();
        _flow.Value = null;
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_flow.Value == this)
        {
            _taken.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value)), value));
        }
    }
}
