using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>A model call belongs to its phase, in the trace of its run.</summary>
internal sealed class CallTraces : ICallTraces
{
    public CallTrace? Find(CallOrigin origin)
    {
        var request = StepCalls.RequestOf(origin);
        var phase = StepRules.PhaseOf(request.Step);
        return RunTrace.Of(request) is { } trace ? new CallTrace(trace.PhaseOf(phase), WireName.Of(phase), trace.Tags()) : null;
    }
}
