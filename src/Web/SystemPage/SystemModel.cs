namespace AiDevFramework.Web.SystemPage;

/// <summary>How the service itself is.</summary>
/// <param name="Version">Of this program.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Checks">What was looked at just now.</param>
/// <param name="Silos">Those that are alive, by the cluster's own list; empty where it does not answer.</param>
/// <param name="Gateways">Those that take part, this one included.</param>
/// <param name="Models">Of each phase; empty where nobody answers.</param>
/// <param name="Settings">By name.</param>
/// <param name="HasDashboard">Whether the cluster's dashboard is open.</param>
public sealed record SystemModel(
    string Version,
    string Runtime,
    IReadOnlyList<SystemCheck> Checks,
    IReadOnlyList<string> Silos,
    int Gateways,
    IReadOnlyList<PhaseModels> Models,
    IReadOnlyList<SettingState> Settings,
    bool HasDashboard);
