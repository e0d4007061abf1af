using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>An honest answer with one fault.</summary>
/// <param name="Name">Says what the fault is.</param>
/// <param name="Document">Which answer it is made of.</param>
/// <param name="Change">Puts the fault in.</param>
internal sealed record Probe(string Name, ProbeFault Fault, DocumentType Document, Func<string, string> Change)
{
    public override string ToString() => $"{Document}: {Name}";
}
