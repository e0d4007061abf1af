using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.Tests.Progress;

public sealed class JsonMessageTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TextOf_HasTypeNumberMembersAndTime()
    {
        Assert.Equal(
            """{"type":"said","seq":7,"text":"größer <b>\n","timestamp":"2026-01-02T12:00:00.000Z"}""",
            JsonMessage.TextOf("said", 7, _noon, json => json.WriteString("text", "größer <b>\n")));
        Assert.Equal("""{"type":"pong","timestamp":"2026-01-02T12:00:00.000Z"}"""u8, JsonMessage.BytesOf("pong", null, _noon, _ => { }));
    }

    [Fact]
    public void TextOf_AfterOneThatFailedHalfWay_IsWhole()
    {
        Assert.Throws<InvalidOperationException>(() => JsonMessage.TextOf("said", 1, _noon, json =>
        {
            json.WriteStartObject("open");
            throw new InvalidOperationException("There is no text.");
        }));

        Assert.Equal("""{"type":"said","seq":2,"timestamp":"2026-01-02T12:00:00.000Z"}""", JsonMessage.TextOf("said", 2, _noon, _ => { }));
    }

    [Fact]
    public void BytesOf_OfTwoMessages_AreTwoArrays()
    {
        var (first, second) = (Message("first"), Message("second"));

        Assert.Equal(("first", "second"), (TypeOf(first), TypeOf(second)));

        static byte[] Message(string type) => JsonMessage.BytesOf(type, null, _noon, _ => { });
    }

    [Fact]
    public void BytesOf_ASecondMessage_TakesNoNewWriter()
    {
        Message();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var bytes = Message();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, bytes.Length, 1000);

        static byte[] Message() => JsonMessage.BytesOf("pong", null, _noon, _ => { });
    }

    private static string? TypeOf(byte[] message)
    {
        using var json = System.Text.Json.JsonDocument.Parse(message);
        return json.RootElement.GetProperty("type").GetString();
    }
}
