using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Documents;

[GenerateSerializer, Immutable, Alias("aidev.document-view")]
public sealed record DocumentView(
    [property: Id(0)] DocumentType Type,
    [property: Id(1)] string ContentMd,
    [property: Id(2)] DocumentMetadata Metadata,
    [property: Id(3)] DateTimeOffset CreatedAt);

/// <summary>The <c>documents.metadata</c> column and the API's <c>metadata</c>: snake_case, absent members left out.</summary>
/// <param name="Model">The model that wrote the document.</param>
/// <param name="Tokens">Prompt and completion tokens of the calls that made it.</param>
/// <param name="Verdict">Present where the document was stored with errors.</param>
/// <param name="Findings">These errors, a sentence each, at most 20.</param>
/// <param name="Offline">Present and true where the offline planner wrote it.</param>
/// <param name="Recorded">Present and true where it was played from a recorded example.</param>
[GenerateSerializer, Immutable, Alias("aidev.document-metadata")]
[Description("Facts about a document; members that do not apply are left out.")]
public sealed record DocumentMetadata(
    [property: Id(0)] string Model,
    [property: Id(1)] long Tokens,
    [property: Id(2)] bool? Offline = null,
    [property: Id(3)] IReadOnlyList<string>? KeyEvents = null,
    [property: Id(4)] IReadOnlyList<string>? Aggregates = null,
    [property: Id(5)] int? FeatureCount = null,
    [property: Id(6)] Phases.Complexity? Complexity = null,
    [property: Id(7)] string? Frontend = null,
    [property: Id(8)] string? Backend = null,
    [property: Id(9)] string? Database = null,
    [property: Id(10)] Phases.Approach? Approach = null,
    [property: Id(11)] int? StageCount = null,
    [property: Id(12)] int? EstimatedDurationWeeks = null,
    [property: Id(13)] bool? Recorded = null,
    [property: Id(14)] Phases.PlanVerdict? Verdict = null,
    [property: Id(15)] IReadOnlyList<string>? Findings = null);

[GenerateSerializer, Immutable, Alias("aidev.document-lookup")]
public sealed record DocumentLookup(
    [property: Id(0)] bool ProjectExists,
    [property: Id(1)] DocumentView? Document);
