using System.Buffers.Text;
using System.Text;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>Reads what an answer depends on from a prompt. Works on UTF-8, allocates nothing unless it finds a reference.</summary>
internal static class PromptReader
{
    public const string Vertical = "VERTICAL";
    public const string Horizontal = "HORIZONTAL";

    /// <summary>
    /// The step that a prompt asks for. Documents only flow forward, so the latest document that is named with its heading is
    /// the one that is asked for; earlier ones are material. Instructions are read first, the material only where they say nothing.
    /// </summary>
    public static string Step(ReadOnlySpan<byte> system, ReadOnlySpan<byte> prompt)
    {
        var step = StepOf(system);
        return step == Steps.Other ? StepOf(prompt) : step;
    }

    /// <summary>The text between idea tags or after an idea label, trimmed; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Idea(ReadOnlySpan<byte> user)
    {
        var idea = Between(user, "<idea>"u8, "</idea>"u8);
        if (idea.IsEmpty)
        {
            idea = Between(user, "<project_idea>"u8, "</project_idea>"u8);
        }

        if (idea.IsEmpty && user.IndexOf("\nIdea:"u8) is >= 0 and var label)
        {
            idea = user[(label + 6)..];
            idea = idea.IndexOf("\n\n"u8) is >= 0 and var end ? idea[..end] : idea;
        }

        return idea.Trim(" \t\r\n"u8);
    }

    /// <summary>How many <c>### Feature n</c> headings there are.</summary>
    public static int FeatureHeadings(ReadOnlySpan<byte> user) => user.Count("\n### Feature "u8);

    /// <summary>How many aggregates an event storming summary in the prompt lists.</summary>
    public static int Aggregates(ReadOnlySpan<byte> user)
    {
        var start = user.IndexOf("\n## Aggregates\n"u8);
        if (start < 0)
        {
            return 0;
        }

        var section = user[(start + 14)..];
        var end = section.IndexOf("\n## "u8);
        return (end < 0 ? section : section[..end]).Count("\n- "u8);
    }

    /// <summary>The approach that a plan is asked for, or <see langword="null"/> where the prompt names both or none.</summary>
    public static string? Approach(ReadOnlySpan<byte> prompt)
    {
        var vertical = prompt.IndexOf("(Vertical Approach)"u8) >= 0 || prompt.IndexOf("(VERTICAL Approach)"u8) >= 0;
        var horizontal = prompt.IndexOf("(Horizontal Approach)"u8) >= 0 || prompt.IndexOf("(HORIZONTAL Approach)"u8) >= 0;
        if (vertical == horizontal)
        {
            vertical = prompt.IndexOf("VERTICAL"u8) >= 0;
            horizontal = prompt.IndexOf("HORIZONTAL"u8) >= 0;
        }

        return (vertical, horizontal) switch
        {
            (true, false) => Vertical,
            (false, true) => Horizontal,
            _ => null,
        };
    }

    /// <summary>The first <c>[[…]]</c> of an idea with its brackets: a test's mark on a project. Empty where there is none.</summary>
    public static string Reference(ReadOnlySpan<byte> idea)
    {
        var inner = Between(idea, "[["u8, "]]"u8);
        return inner.IsEmpty || inner.Length > 200 ? "" : $"[[{Encoding.UTF8.GetString(inner)}]]";
    }

    /// <summary>The n of <c>features=n</c> in an idea: how many features the answers shall have, 1 to 10.</summary>
    public static int? ForcedFeatures(ReadOnlySpan<byte> idea) =>
        idea.IndexOf("features="u8) is >= 0 and var at && Utf8Parser.TryParse(idea[(at + 9)..], out int count, out _) ? count : null;

    /// <summary>What the material of a prompt orders to be answered, between <c>[say[</c> and <c>]say]</c>; empty where it orders nothing.</summary>
    public static string Order(ReadOnlySpan<byte> user) => Encoding.UTF8.GetString(Between(user, "[say["u8, "]say]"u8));

    private static string StepOf(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("use_event_storming"u8) >= 0)
        {
            return Steps.SmartDetection;
        }

        if (text.IndexOf("# Execution Plan"u8) >= 0 || text.IndexOf("Stage Gate Criteria"u8) >= 0)
        {
            return Steps.ExecutionPlan;
        }

        if (text.IndexOf("\"approach\""u8) >= 0)
        {
            return Steps.ApproachDetection;
        }

        if (text.IndexOf("# Tech Stack Document"u8) >= 0 || text.IndexOf("## Third-Party Services"u8) >= 0)
        {
            return Steps.TechStack;
        }

        if (text.IndexOf("# Product Requirements Document"u8) >= 0 || text.IndexOf("## 7. Out of Scope"u8) >= 0)
        {
            return Steps.Prd;
        }

        return text.IndexOf("# Event Storming Summary"u8) >= 0 || text.IndexOf("## Process Flows"u8) >= 0
            ? Steps.EventStorming
            : Steps.Other;
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var start = text.IndexOf(open);
        if (start < 0)
        {
            return [];
        }

        var rest = text[(start + open.Length)..];
        var end = rest.IndexOf(close);
        return end < 0 ? [] : rest[..end];
    }
}
