namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>What is wrong with a probe: how it is written, or what it says.</summary>
public enum ProbeFault
{
    Form,
    Content,
}
