using System.Buffers;
using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Requests;

/// <summary>Reads the bytes of a body, up to a limit. Whatever goes wrong becomes a problem that says so, never an exception.</summary>
internal static class BodyBytes
{
    /// <summary>5000 characters of <c>idea</c>, each written as two <c>\uXXXX</c>, take 60,000.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>What the server reads and throws away after refusing, so that the client gets to see the refusal.</summary>
    public const int DrainLimit = 16 * Limit;

    public static bool CanExist(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    /// <returns>The bytes, or the problem to answer with.</returns>
    public static async Task<(byte[]? Body, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return (null, Problems.BodyTooLarge(Limit));
        }

        RequestTime.Release(request.HttpContext);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (read.Buffer.Length > Limit)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (null, Problems.BodyTooLarge(Limit));
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    request.HttpContext.Features.Set(new SentBody(body));
                    return (body, null);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Problems.BodyTooLarge(Limit),
                StatusCodes.Status400BadRequest => Problems.BrokenBody(),
                _ => Problems.OfStatus(request.HttpContext, exception.StatusCode),
            });
        }
        catch (IOException) // the server's word for a chunk whose length no number holds
        {
            return (null, Problems.BrokenBody());
        }
    }
}
