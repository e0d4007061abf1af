using Orleans.Hosting.Kubernetes;

namespace AiDevFramework.Silo.Clustering;

/// <summary>
/// A silo in a Kubernetes pod: named after the pod, which it labels with the cluster, and two silos of a cluster follow the list of
/// pods, so that a silo whose pod was deleted is off the list of members at once. Needs a role that may get, list, watch and patch pods.
/// </summary>
internal static class PodHosting
{
    /// <summary>The first is set in every pod; the others have to be asked for in its manifest.</summary>
    public static readonly IReadOnlyList<string> Variables =
    [
        "KUBERNETES_SERVICE_HOST",
        KubernetesHostingOptions.PodNameEnvironmentVariable,
        KubernetesHostingOptions.PodNamespaceEnvironmentVariable,
        KubernetesHostingOptions.PodIPEnvironmentVariable,
    ];

    /// <returns>Whether this process runs in a pod that tells it who it is.</returns>
    public static bool Applies(IConfiguration configuration) => Variables.All(name => configuration[name] is { Length: > 0 });

    public static ISiloBuilder FollowPods(this ISiloBuilder silo) => Applies(silo.Configuration) ? silo.UseKubernetesHosting() : silo;
}
