using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>
/// The trace of one run. Its ids follow from the project and the number of the run: a silo that takes the run over continues
/// the same trace, and records the spans of what began on the lost silo from the stored rows.
/// </summary>
internal sealed class RunTrace
{
    private const string RootName = "workflow run";

    [ThreadStatic]
    private static ActivityTraceId _forced;

    private readonly Guid _projectId;
    private readonly Guid _userId;
    private readonly int _run;
    private readonly ActivityTraceId _id;

    static RunTrace()
    {
        var usual = Activity.TraceIdGenerator;
        Activity.TraceIdGenerator = () => _forced != default ? _forced : usual?.Invoke() ?? ActivityTraceId.CreateRandom();
    }

    private RunTrace(Guid projectId, Guid userId, int run)
    {
        (_projectId, _userId, _run) = (projectId, userId, run);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash("trace", hash);
        _id = ActivityTraceId.CreateFromBytes(hash[..16]);
        Root = ContextOf("run");
    }

    /// <summary>The context of the root span, which is recorded last.</summary>
    public ActivityContext Root { get; }

    /// <summary>As <c>llm_logs.langfuse_trace_id</c> holds it.</summary>
    public string Id => _id.ToHexString();

    /// <returns><see langword="null"/> where nobody listens, or where the sampler leaves this run out: it decides by the trace's
    /// id, and so in the same way on every silo.</returns>
    public static RunTrace? Of(ProjectSnapshot project) => Of(project.Id, project.UserId, project.Run);

    /// <inheritdoc cref="Of(ProjectSnapshot)"/>
    public static RunTrace? Of(StepRequest request) => Of(request.ProjectId, request.UserId, request.Run);

    public ActivityContext PhaseOf(Phase phase) => ContextOf(WireName.Of(phase));

    /// <summary>Starts the span of this silo's part in the run. Commits belong to it, and whatever else has no span of its own.</summary>
    /// <param name="silo">The address of the silo.</param>
    public Activity? Drive(string silo)
    {
        var starter = Activity.Current is { Recorded: true } current ? current : null;
        starter?.AddLink(new ActivityLink(Root)); // from the request to the run, which outlives it and is no part of its trace
        return Tracing.Source.StartActivity(
            "drive run", ActivityKind.Internal, Root, Tags([new(Tracing.Silo, silo)]), starter is null ? [] : [new ActivityLink(starter.Context)]);
    }

    /// <summary>Records the span of the whole run.</summary>
    public void Record(DateTimeOffset from, DateTimeOffset to, Action<Activity> describe) => Detached(() =>
    {
        Record(Tracing.Source.CreateActivity(RootName, ActivityKind.Internal), "run", from, to, describe);
        return true;
    });

    /// <summary>Records a span of the run that has ended.</summary>
    /// <param name="key">The span's id is derived from it; unique within the run.</param>
    public void Record(string name, string key, ActivityContext parent, DateTimeOffset from, DateTimeOffset to, Action<Activity> describe) =>
        Record(Tracing.Source.CreateActivity(name, ActivityKind.Internal, parent), key, from, to, describe);

    /// <returns>What every span of the run carries, and <paramref name="more"/>.</returns>
    public IEnumerable<KeyValuePair<string, object?>> Tags(params IEnumerable<KeyValuePair<string, object?>> more) =>
        [new(Tracing.ProjectId, _projectId.ToString()), new(Tracing.UserId, _userId.ToString()), new(Tracing.Run, _run), .. more];

    private static RunTrace? Of(Guid projectId, Guid userId, int run)
    {
        if (!Tracing.Source.HasListeners())
        {
            return null;
        }

        var trace = new RunTrace(projectId, userId, run);
        return trace.Detached(() => Tracing.Source.CreateActivity(RootName, ActivityKind.Internal)?.Recorded is true) ? trace : null;
    }

    private void Record(Activity? span, string key, DateTimeOffset from, DateTimeOffset to, Action<Activity> describe)
    {
        if (span is null)
        {
            return;
        }

        span.SetStartTime(from.UtcDateTime);
        span.Start();
        IdOf(span) = SpanOf(key).ToHexString(); // not before: who has an id gets no trace
        foreach (var (name, value) in Tags())
        {
            span.SetTag(name, value);
        }

        describe(span);
        span.SetEndTime((to > from ? to : from).UtcDateTime);
        span.Stop();
    }

    /// <summary>Runs <paramref name="create"/> so that a span without a parent begins this trace.</summary>
    private bool Detached(Func<bool> create)
    {
        var current = Activity.Current;
        Activity.Current = null;
        _forced = _id;
        try
        {
            return create();
        }
        finally
        {
            _forced = default;
            Activity.Current = current;
        }
    }

    private ActivityContext ContextOf(string key) => new(_id, SpanOf(key), ActivityTraceFlags.Recorded);

    private ActivitySpanId SpanOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return ActivitySpanId.CreateFromBytes(hash[..8]);
    }

    /// <summary>All bits of a trace id must be random to look at: samplers compare some of them with their ratio.</summary>
    private void Hash(string key, Span<byte> hash)
    {
        Span<byte> source = stackalloc byte[20 + Encoding.UTF8.GetMaxByteCount(key.Length)];
        _projectId.TryWriteBytes(source);
        BinaryPrimitives.WriteInt32LittleEndian(source[16..], _run);
        SHA256.HashData(source[..(20 + Encoding.UTF8.GetBytes(key, source[20..]))], hash);
    }

    /// <summary>.NET lets a span have a chosen trace and a chosen parent, but no chosen id of its own. A test looks after the name.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? IdOf(Activity span);
}
