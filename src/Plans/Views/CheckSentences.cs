namespace AiDevFramework.Plans.Views;

/// <summary>What each check demands, in a sentence.</summary>
internal static class CheckSentences
{
    private static readonly Dictionary<int, string> s_sentences = new()
    {
        [1] = "Each identifier stands for one thing.",
        [2] = "No feature is said twice.",
        [3] = "Whatever an item names exists.",
        [4] = "Each feature has two or more acceptance criteria.",
        [5] = "One criterion of each feature is about something that goes wrong.",
        [6] = "Each criterion has a trigger and a response.",
        [7] = "Each feature is in a user story, and each story names a feature.",
        [8] = "Performance, scale and availability have a number and a unit.",
        [9] = "Each metric has a target and a period.",
        [10] = "The complexity fits the number of features.",
        [11] = "Each event has a cause.",
        [12] = "Each event belongs to one aggregate.",
        [13] = "Flows use names that are defined.",
        [14] = "Each event is served by a feature, or left out in so many words.",
        [15] = "Each choice of the stack is one line.",
        [16] = "Each section of the stack names what it serves.",
        [17] = "Each feature is delivered in one stage, or said to be left out.",
        [18] = "No stage takes more than four weeks.",
        [19] = "Each stage has two to seven gate criteria.",
        [20] = "A gate proves something of each feature that its stage completes.",
        [21] = "Each gate criterion names an identifier or a number.",
        [22] = "No gate is laxer than the criterion that it names.",
        [23] = "Each non-functional requirement is proved at a gate.",
        [25] = "No talk around a document, no placeholder in it.",
        [26] = "No line stands there three times.",
        [27] = "No document ends in the middle, and none is too thin for its features.",
        [28] = "No vague words that the idea did not use.",
        [29] = "What the idea speaks of is in the plan.",
        [30] = "The plan is in the idea's language.",
        [31] = "Each hard constraint is carried where it belongs.",
        [32] = "No technology that the idea forbids.",
        [33] = "The working days fit into the deadline.",
        [34] = "The effort fits into the budget.",
        [35] = "What builds on another comes after it.",
        [38] = "Four of five criteria of what must be there are proved.",
        [39] = "What others need time for is asked for in time.",
        [41] = "Whatever is left out says its days and its cause.",
        [42] = "No task or gate names more than it can prove.",
    };

    public static string Of(int number) => s_sentences.GetValueOrDefault(number, "Further rules of the plan hold.");
}
