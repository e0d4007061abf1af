using AiDevFramework.Plans.Views;

namespace AiDevFramework.Web.PlanPage;

/// <summary>How findings look.</summary>
public static class FindingLook
{
    public static string ToneOf(FindingView finding) => finding.Severity switch
    {
        "ERROR" => "bad",
        "WARNING" => "careful",
        _ => "plain",
    };
}
