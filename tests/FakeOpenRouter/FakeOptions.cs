namespace AiDevFramework.FakeOpenRouter;

/// <summary>How a fake OpenRouter listens and answers where no rule of its script says otherwise.</summary>
public sealed record FakeOptions
{
    /// <summary>Address to listen on. Default: loopback only.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Pause before the first byte of an answer. Default: none.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>Pause between pieces of about six tokens of a streamed answer. Default: none, with pieces of 1,000 characters.</summary>
    public TimeSpan TokenDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Another seed gives the same ideas other products.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Features of every product, 1 to 10, so that a test or a benchmark chooses whether event storming runs (4 and
    /// more: yes). Default: the idea decides; an idea with <c>features=n</c> in it decides by itself in any case.</summary>
    public int? Features { get; init; }

    /// <summary>The only key that is let in. Default: every request is let in, with or without a key.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether the log keeps requests, headers and answers. Default: yes.</summary>
    public bool RecordBodies { get; init; } = true;

    /// <summary>Whether the log keeps the SHA-256 of each request body. Default: yes.</summary>
    public bool HashBodies { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
