using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <param name="Heading">As models are asked to write it, and as a normalised document has it: <c>## 1. Project Overview</c>.</param>
internal sealed record SectionShape(Term Term, string Heading);
