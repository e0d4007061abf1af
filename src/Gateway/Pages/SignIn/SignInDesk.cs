using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Who signs in: with a token or key, or with the code of the first visit.</summary>
internal sealed class SignInDesk(ICallers callers, FirstVisit visit)
{
    public async ValueTask<CallerVerdict> RecognizeAsync(string text, HttpContext context)
    {
        var verdict = text.Length > 0 ? await callers.RecognizeAsync(text, context.RequestAborted) : CallerVerdict.Unknown.Instance;
        return verdict is CallerVerdict.Unknown && visit.TryUse(text, context.Connection.RemoteIpAddress)
            ? new CallerVerdict.Known(Caller.Operator)
            : verdict;
    }
}
