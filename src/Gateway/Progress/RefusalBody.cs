using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Swallows what is written to an answer that refuses, so that another body can take its place. All others pass.</summary>
internal sealed class RefusalBody(IHttpResponseBodyFeature inner, HttpResponse response) : IHttpResponseBodyFeature
{
    public Stream Stream => IsRefusal ? Stream.Null : inner.Stream;

    public PipeWriter Writer => IsRefusal ? PipeWriter.Create(Stream.Null) : inner.Writer;

    /// <summary>Whether nothing of the answer was sent, and it is a refusal.</summary>
    public bool IsRefusal => !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest;

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => IsRefusal ? Task.CompletedTask : inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        inner.SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync() => IsRefusal ? Task.CompletedTask : inner.CompleteAsync();
}
