using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>Nothing is fetched from elsewhere.</summary>
internal static class OriginJudge
{
    public static IEnumerable<Fault> FaultsOf(Visit visit)
    {
        var own = new Uri(visit.Answer.Url).GetLeftPart(UriPartial.Authority);
        return visit.Witness.Requests
            .Where(request => !request.Url.StartsWith(own + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            .Select(request => new Fault("origin", $"{request.ResourceType} from {request.Url}"));
    }
}
