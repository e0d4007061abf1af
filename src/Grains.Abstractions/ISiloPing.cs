namespace AiDevFramework.Grains.Abstractions;

/// <summary>Any silo answers. Stateless; the key decides through which silo a client's call goes.</summary>
[Alias("aidev.silo-ping")]
public interface ISiloPing : IGrainWithIntegerKey
{
    /// <returns>Why the silo cannot work on the database now; <see langword="null"/> where it can.</returns>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);

    /// <returns>Why the silo can store nothing now, though it may read; <see langword="null"/> where it can.</returns>
    Task<string?> FindWriteProblemAsync(CancellationToken cancellationToken);
}
