namespace AiDevFramework.Grains.Abstractions;

/// <summary>Any silo answers, and does nothing else. Stateless; the key decides through which silo a client's call goes.</summary>
[Alias("aidev.silo-ping")]
public interface ISiloPing : IGrainWithIntegerKey
{
    Task PingAsync(CancellationToken cancellationToken);
}
