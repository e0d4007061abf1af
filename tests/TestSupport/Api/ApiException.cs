using System.Net;

namespace AiDevFramework.TestSupport.Api;

/// <summary>The service refused a call.</summary>
internal sealed class ApiException(string call, HttpStatusCode status, string body)
    : Exception($"{call} was answered with {(int)status}: {body}")
{
    public HttpStatusCode Status { get; } = status;

    public string Body { get; } = body;
}
