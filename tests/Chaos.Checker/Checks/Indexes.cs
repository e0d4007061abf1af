using System.Runtime.CompilerServices;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Made once for each set of facts.</summary>
internal static class Indexes
{
    public static readonly ConditionalWeakTable<Facts, ILookup<string, CallLine>> Calls = [];

    public static readonly ConditionalWeakTable<Facts, ILookup<Guid, WriteRow>> Writes = [];
}
