using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Words that say that something runs in the user's own house.</summary>
internal static class OwnPremises
{
    private static readonly PhraseList s_words = new(
        "on-premise*", "on premise*", "on-prem", "onprem", "self-hosted", "self hosted", "selfhosted", "self-managed", "own data center*", "own data centre*", "own datacenter*", "own server*", "own hardware",
        "own network", "own premises", "own infrastructure", "in-house", "in house", "internal network", "internal server*", "inside the company", "local network", "local server*", "air-gapped", "company network",
        "data center of", "data centre of", "leaves the network", "leave the network", "leaves the building", "community edition", "bare metal", "vmware*", "proxmox*", "hyper-v",
        "eigenen rechenzentrum*", "eigenem rechenzentrum*", "eigenes rechenzentrum*", "rechenzentrum", "eigenen server*", "eigene server*", "eigener server*", "eigenem server*", "eigene hardware", "eigener hardware",
        "eigenen netz*", "eigenem netz*", "eigenes netz*", "eigenen haus*", "im haus", "internen netz*", "internes netz*", "internem netz*", "interner server*", "interne server*", "interner smtp*",
        "internen smtp*", "internem smtp*", "firmennetz*", "unternehmensnetz*", "selbst gehostet*", "selbst betrieben*", "selbstgehostet*", "verlässt das netz", "verlassen das netz", "verlässt das haus",
        "sur site", "propres serveurs", "propios servidores", "servidores propios", "propri server", "eigen server*");

    public static bool AreIn(ReadOnlySpan<char> text) => s_words.IsIn(text);
}
