using System.Diagnostics;

namespace AiDevFramework.Llm;

/// <summary>Finds the trace that the span of a model call belongs to.</summary>
internal interface ICallTraces
{
    /// <returns><see langword="null"/> where nobody listens, or where this run is left out.</returns>
    CallTrace? Find(CallOrigin origin);
}

/// <param name="Phase">As the wire names it.</param>
/// <param name="Tags">What every span of the trace carries.</param>
internal sealed record CallTrace(ActivityContext Parent, string Phase, IEnumerable<KeyValuePair<string, object?>> Tags);
