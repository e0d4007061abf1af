namespace AiDevFramework.Plans.Language;

/// <summary>Words that are looked up together: the same word may mean another thing elsewhere.</summary>
internal enum TermGroup
{
    Title,
    StormingSection,
    PrdSection,
    StackSection,

    /// <summary>Sections that a tech stack may have beside those that it must.</summary>
    StackAddition,
    OverviewLabel,
    StormingLabel,
    FeatureLabel,
    StackLabel,
    StageLabel,
    FeatureWord,
    StageWord,
    SectionWord,
    Complexity,
    Unit,
    To,
    Number,
    Ordinal,
    None,
    Placeholder,
    SameAs,
    ChatOpening,
    ChatClosing,
}
