using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Gateway.Plans;

/// <summary>Reads and checks plans from what is stored, and keeps them until that changes.</summary>
internal sealed class PlanReads(ProjectReads reader)
{
    /// <summary>A plan takes up to a megabyte.</summary>
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<Guid, KnownPlan> _known = new();

    /// <returns><see langword="null"/> where there is no such project that the caller may see.</returns>
    public async Task<KnownPlan?> FindAsync(Caller caller, Guid projectId, CancellationToken cancellationToken)
    {
        if (await reader.FindPlanAsync(caller, projectId, cancellationToken) is not { } material)
        {
            return null;
        }

        var tag = TagOf(material);
        if (_known.TryGetValue(projectId, out var known) && known.Tag == tag)
        {
            return known;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return _known[projectId] = new KnownPlan(tag, PlanReview.Of(new PlanSource(
            projectId,
            material.Idea,
            material.LedgerJson,
            [.. material.Documents.Select(document => PlanText.Of(document.Type, document.ContentMd, document.Metadata))],
            material.WasChecked)));
    }

    /// <summary>A hash of all that the plan is made of, and of the reader's version: the same tag is the same plan.</summary>
    private static string TagOf(PlanMaterial material)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"{PlanReview.ReaderVersion}/{material.WasChecked}"));
        Add(material.Idea);
        Add(material.LedgerJson ?? "");
        foreach (var document in material.Documents)
        {
            Add($"{WireName.Of(document.Type)}/{document.Metadata.Offline is true}/{document.Metadata.Verdict}");
            Add(document.ContentMd);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        void Add(string text)
        {
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
            hash.AppendData("\0\0"u8);
        }
    }
}
