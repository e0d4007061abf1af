using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ThoughtFilterTests
{
    [Theory]
    [InlineData("# Title\n\nText", "# Title\n\nText")]
    [InlineData("<think>\nThey want a list. # Title\n</think>\n\n# Title\n\nText", "# Title\n\nText")]
    [InlineData("\n <think></think>{\"a\":1}", "{\"a\":1}")]
    [InlineData("<think>never ends: </thin", "")]
    [InlineData("<think> a <think> b </think> c", "c")]
    [InlineData("They want a list.\n</think>\n# Title", "# Title")]
    [InlineData("<thin", "<thin")]
    [InlineData("<thinner>x", "<thinner>x")]
    [InlineData(" \n", " \n")]
    [InlineData("# Title\nThe tags <think> and </think> are left out", "# Title\nThe tags <think> and </think> are left out")]
    [InlineData("Sure, let me think.\n<think>\n# Draft\n</think>\n# Title", "Sure, let me think.\n# Title")]
    [InlineData("Sure. <Thinking>x</THINKING> # Title", "Sure. \n# Title")]
    [InlineData("<thought>a</thought><reflection>b</reflection>\n\n# Title\n<think>", "# Title\n<think>")]
    [InlineData("<seed:think>a</seed:think># Title", "# Title")]
    [InlineData("<thinking type=\"x\">a</thinking># Title", "# Title")]
    [InlineData("[THINK]a[/THINK]# Title\n- [x] [THINK] stays", "# Title\n- [x] [THINK] stays")]
    [InlineData("◁think▷a◁/think▷# Title", "# Title")]
    [InlineData("<|begin_of_thought|>a<|end_of_thought|>\n<|begin_of_solution|>\n# Title<|end_of_solution|>", "# Title")]
    [InlineData("<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|># Title<|END_RESPONSE|>", "# Title")]
    [InlineData("<|channel|>analysis<|message|># Draft {}<|end|><|start|>assistant<|channel|>final<|message|># Title<|return|>", "# Title")]
    [InlineData("<|start|>assistant<|channel|>commentary<|message|>a<|channel|>final<|message|># Title", "# Title")]
    [InlineData("<|channel>thought\n# Draft<channel|># Title", "# Title")]
    [InlineData("<|channel|>final<|message|># Title", "# Title")]
    [InlineData("<|channel|>analysis<|message|>never ends", "")]
    [InlineData("analysisWe need a title.assistantfinal# Title", "# Title")]
    [InlineData("<unused94>thought\na<unused95># Title", "# Title")]
    [InlineData("<internal_monologue>\n# Draft\n</internal_monologue># Title", "# Title")]
    [InlineData("<Deep-Think>a</DEEP-THINK># Title", "# Title")]
    [InlineData("<reasoning_content># Draft</reasoning_content># Title", "# Title")]
    [InlineData("<think_start># Draft<think_end># Title", "# Title")]
    [InlineData("<|begin_of_reasoning|># Draft<|end_of_reasoning|># Title", "# Title")]
    [InlineData("<|thinking|># Draft<|end_thinking|># Title", "# Title")]
    [InlineData("<details type=\"reasoning\" done=\"true\">\n# Draft\n</details>\n# Title", "# Title")]
    [InlineData("<details><summary>More</summary>x</details>\n# Title", "<details><summary>More</summary>x</details>\n# Title")]
    [InlineData("Here is my thought process:\n# Draft\nHere is my response:\n# Title", "# Title")]
    [InlineData("I will not use <think> tags.\n\n# Title", "I will not use \n# Title")]
    [InlineData("<weekend>x</weekend>\n# Title", "<weekend>x</weekend>\n# Title")]
    [InlineData("<think/># Title", "# Title")]
    [InlineData("<think>\nNever closed.\n\n# Title\n\nText", "# Title\n\nText")]
    [InlineData("They want\n# Draft\n</think>\n\n# Title", "# Title")]
    [InlineData("# Title\nClosing with </think> alone stays", "# Title\nClosing with </think> alone stays")]
    [InlineData("Use <b>bold</b> and [links](x)\n# Title", "Use <b>bold</b> and [links](x)\n# Title")]
    [InlineData("\n\n# Title", "\n\n# Title")]
    [InlineData("```markdown\n# Title\n<think>\n```", "```markdown\n# Title\n<think>\n```")]
    public void Take_HoweverTheTextIsCut_LeavesTheAnswer(string text, string answer) => AssertLeft(text, answer, AnswerStart.Title);

    [Theory]
    [InlineData("<thought>{\"a\":9}</thought>\n{\"a\":2}", "{\"a\":2}")]
    [InlineData("Well: <REASONING>{\"a\":9}</REASONING> {\"a\":\"<think>\"}", "Well: \n{\"a\":\"<think>\"}")]
    [InlineData("Hm {\"a\":9}\n</think>\n```json\n{\"a\":2}\n```", "```json\n{\"a\":2}\n```")]
    [InlineData("<think>\nNever closed {\"a\":9}\n{\"a\":2}", "{\"a\":2}")]
    [InlineData("<think>{\"a\":9}", "")]
    [InlineData("{\"a\":\"use </think> here\"}", "{\"a\":\"use </think> here\"}")]
    public void Take_OfJson_LeavesTheObject(string text, string answer) => AssertLeft(text, answer, AnswerStart.Object);

    [Theory]
    [InlineData("- the <think> tag goes on", "- the <think> tag goes on")]
    [InlineData(" <think>\nwhere was I</think>\n- goes on </think>", "- goes on </think>")]
    [InlineData("goes on\n<think> and on\n# A", "goes on\n<think> and on\n# A")]
    public void Take_OfAContinuation_HasThoughtsAtItsBeginningAlone(string text, string answer) => AssertLeft(text, answer, AnswerStart.FirstLetter);

    [Fact]
    public void End_OfACutAnswer_HasNoAnswerInItsThoughts()
    {
        var filter = new ThoughtFilter();

        Assert.Equal("", filter.End(filter.Append("<think>\nSo:\n# Title\n"), isCut: true));
        Assert.True(filter.HasThoughts);
    }

    private static void AssertLeft(string text, string answer, AnswerStart start)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var filter = new ThoughtFilter(start);

            var taken = string.Concat(text.Chunk(size).Select(part => filter.Append(new string(part))));

            Assert.Equal(answer, filter.End(taken));
        }
    }
}
