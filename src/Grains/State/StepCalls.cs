using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.State;

/// <summary>A step's request as the origin of a model call, and back.</summary>
internal static class StepCalls
{
    public static CallOrigin OriginOf(StepRequest request)
    {
        var row = StepCatalogue.Of(request.Step);
        return new CallOrigin(
            request.ProjectId, request.UserId, request.Step.ToString(), row.Name, request.CallNumber, $"{row.Name}_MODEL", request);
    }

    /// <exception cref="ArgumentException">The call is not made for a step.</exception>
    public static StepRequest RequestOf(CallOrigin origin) =>
        origin.Request as StepRequest ?? throw new ArgumentException("The call is not made for a step.", nameof(origin));
}
