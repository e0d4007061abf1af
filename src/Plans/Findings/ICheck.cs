using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Findings;

/// <summary>One check of a plan. Pure, and never throws for any text.</summary>
internal interface ICheck
{
    /// <summary>The number under which its findings are told and documented. Never given to another one.</summary>
    int Number { get; }

    /// <summary>The type of the document that all its findings are about; <see langword="null"/> where they may be about any.</summary>
    DocumentType? About => null;

    /// <returns><see langword="null"/> where what it needs is not there: another document, a language that it knows. That is shown as
    /// "not checked".</returns>
    IReadOnlyList<Finding>? Check(CheckInput input);
}
