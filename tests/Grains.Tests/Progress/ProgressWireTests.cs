using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace AiDevFramework.Grains.Tests.Progress;

/// <summary>Events between processes while a cluster is updated: silos and gateways of this release and of the one before.</summary>
public sealed class ProgressWireTests : IDisposable
{
    /// <summary>As the first release writes <see cref="_batch"/>, to which a payload is a string. The second event refers back to the
    /// type of the first, by a number that counts payloads too.</summary>
    private const string FirstRelease =
        "IOgwAT5AbWhpUmVhZE9ubHlMaXN0SW50ZXJmYWNlQ29kZWNgMVtbYWlkZXYucHJvZ3Jlc3MtZXZlbnRdXQAFIehAIWdFPhKb6NMSpFZCZhQXQAABBUEbcGhh"
        + "c2Vfc3RhcnRlZEE3eyJtZXNzYWdlIjoiZ3LDtsOfZXIg8J+YgCJ9IYAAoJZ09kneCIEAAAAAAAAAAODgIOhAIWdFPhKb6NMSpFZCZhQXQAABCcEPQRoCeyJt"
        + "ZXNzYWdlIjoiw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TD"
        + "pMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkIn0hgACglnT2Sd4IgQAAAAAAAAAA4ODgwQExAVu2htxrUmVhZE9ubHlMaXN0SW50ZXJm"
        + "YWNlQ29kZWNgMVtbYWlkZXYucHJvZ3Jlc3MtdXBkYXRlXV0AAyHoQCFnRT4Sm+jTEqRWQmYUF0AAQRt7InRleHQiOiLDqSJ94ODg";

    private static readonly Guid _project = new("123e4567-e89b-12d3-a456-426614174000");

    private static readonly DateTimeOffset _noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ProgressBatch _batch = new(
        [
            new ProgressEvent(_project, 1, EventTypes.PhaseStarted, Utf8Text.Of("{\"message\":\"größer 😀\"}"), _noon),
            new ProgressEvent(_project, 2, EventTypes.PhaseStarted, Utf8Text.Of($$"""{"message":"{{new string('ä', 60)}}"}"""), _noon),
        ],
        null,
        [new ProgressUpdate(_project, Utf8Text.Of("""{"text":"é"}"""))]);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Write_OfABatch_IsWhatTheFirstReleaseReads() =>
        Assert.Equal(FirstRelease, Convert.ToBase64String(Serializer.SerializeToArray(_batch)));

    [Fact]
    public void Read_OfWhatTheFirstReleaseWrote_IsTheBatch()
    {
        var read = Serializer.Deserialize<ProgressBatch>(Convert.FromBase64String(FirstRelease))!;

        Assert.Equal(_batch.Events, read.Events);
        Assert.Equal(_batch.Updates, read.Updates);
    }

    [Fact]
    public void Copy_OfAnEvent_SharesItsPayload()
    {
        var copy = _services.GetRequiredService<DeepCopier<ProgressEvent>>().Copy(_batch.Events[0]);

        Assert.True(copy!.Payload.Span == _batch.Events[0].Payload.Span); // the same memory
    }
}
