using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Workflow;

namespace AiDevFramework.Grains.Tests.Workflow;

public sealed class MessageWriterTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void End_OfAMessage_HasTypeNumberMembersAndTime()
    {
        var message = MessageWriter.Begin("said", 7);
        message.Json.WriteString("text", "größer <b>\n");

        Assert.Equal("""{"type":"said","seq":7,"text":"größer <b>\n","timestamp":"2026-01-02T12:00:00.000Z"}""", message.End(_noon).ToString());
        Assert.Equal("""{"type":"pong","timestamp":"2026-01-02T12:00:00.000Z"}"""u8, MessageWriter.Begin("pong", null).End(_noon).Span);
    }

    [Fact]
    public void Begin_AfterOneThatFailedHalfWay_IsWhole()
    {
        Assert.Throws<InvalidOperationException>((Action)FailHalfWay);

        Assert.Equal("""{"type":"said","seq":2,"timestamp":"2026-01-02T12:00:00.000Z"}""", MessageWriter.Begin("said", 2).End(_noon).ToString());

        static void FailHalfWay()
        {
            MessageWriter.Begin("said", 1).Json.WriteStartObject("open");
            throw new InvalidOperationException("There is no text.");
        }
    }

    [Fact]
    public void Begin_WhileAnotherMessageIsWritten_WritesBoth()
    {
        var (first, second) = (MessageWriter.Begin("first", 1), MessageWriter.Begin("second", 2));

        Assert.Equal(("second", "first"), (TypeOf(second.End(_noon)), TypeOf(first.End(_noon))));
    }

    [Fact]
    public void End_OfTwoMessages_AreTwoTexts()
    {
        var (first, second) = (MessageWriter.Begin("first", null).End(_noon), MessageWriter.Begin("second", null).End(_noon));

        Assert.Equal(("first", "second"), (TypeOf(first), TypeOf(second)));
    }

    [Fact]
    public void Begin_OfASecondMessage_TakesNoNewWriter()
    {
        Message();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Message();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, message.Span.Length, 1000);

        static Utf8Text Message() => MessageWriter.Begin("pong", null).End(_noon);
    }

    private static string? TypeOf(Utf8Text message)
    {
        using var json = JsonDocument.Parse(message.Memory);
        return json.RootElement.GetProperty("type").GetString();
    }
}
