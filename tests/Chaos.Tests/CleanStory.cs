using System.Globalization;
using System.Text.Json;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Tests;

/// <summary>
/// What a run leaves in which all went as it should: a project that was taken over in its PRD step and completed, one that was
/// cancelled in its first step, and a probe that ended at each of the gateways.
/// </summary>
internal static class CleanStory
{
    public const string Mark = "[[c1-1]]";

    public const string CancelledMark = "[[c1-2]]";

    public static readonly Guid Project = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public static readonly Guid Cancelled = Guid.Parse("00000000-0000-7000-8000-000000000002");

    /// <summary>Whose the first project is.</summary>
    public static readonly Guid Owner = Guid.Parse("00000000-0000-7000-8000-00000000000a");

    /// <summary>Whose the second is, who deleted it.</summary>
    public static readonly Guid Other = Guid.Parse("00000000-0000-7000-8000-00000000000b");

    private const string First = "127.0.0.1:1@1";

    private const string Second = "127.0.0.1:2@1";

    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] _phases = ["SMART_DETECTION", "PRD", "TECH_STACK", "EXECUTION_PLAN"];

    public static DateTimeOffset At(double seconds) => _start.AddSeconds(seconds);

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    public static Facts Build()
    {
        var events = Events();
        return new Facts
        {
            Run = new RunLine(1, "./chaos.sh --seed 1", At(0), At(60), At(70), 0, [new Leftover("gateway1", "feeds", 0)], ["secret"]),
            Projects =
            [
                new ProjectRow(
                    Project, Mark, "COMPLETED", "EXECUTION_PLAN", Json("""{"use_event_storming":false,"total_cost_usd":0.05}"""),
                    At(0), At(60), At(1), 8, 1, 9)
                { Constraints = 1, UserId = Owner },
                new ProjectRow(Cancelled, CancelledMark, "CANCELLED", "SMART_DETECTION", Json("{}"), At(20), At(22), At(21), 3, 1, 2)
                {
                    UserId = Other,
                    IsDeleted = true,
                },
            ],
            Phases =
            [
                .. _phases.Select((phase, number) => new PhaseRow(Project, phase, "COMPLETED", At(1 + (10 * number)), At(11 + (10 * number)))),
                new PhaseRow(Cancelled, "SMART_DETECTION", "CANCELLED", At(21), At(22)),
            ],
            Documents = [.. StoryDocuments.All(Project)],
            ModelRows =
            [
                Row("SMART_DETECTION", "SMART_DETECTION", 11), Row("PRD", "PRD", 21), Row("TECH_STACK", "TECH_STACK", 31),
                Row("EXECUTION_PLAN", "APPROACH_DETECTION", 36), Row("EXECUTION_PLAN", "EXECUTION_PLAN", 41) with { CallNumber = 2, CostUsd = 0.004m },
                Row("EXECUTION_PLAN", "EXECUTION_PLAN", 39) with { Verdict = "REPAIR", AsksForParts = true, CostUsd = 0.006m, GenerationId = "gen-faulty" },
            ],
            Attempts =
            [
                Attempt(Project, "SMART_DETECTION", 1, "ANSWERED", 0.01m, "gen-SMART_DETECTION"),
                Attempt(Project, "PRD", 1, "FAILED", 0.003m, "gen-cut", checks: 2), Attempt(Project, "PRD", 2, "ANSWERED", 0.01m, "gen-PRD"),
                Attempt(Project, "TECH_STACK", 1, "ANSWERED", 0.01m, "gen-TECH_STACK"),
                Attempt(Project, "APPROACH_DETECTION", 1, "ANSWERED", 0.01m, "gen-APPROACH_DETECTION"),
                Attempt(Project, "EXECUTION_PLAN", 1, "ANSWERED", 0.004m, "gen-EXECUTION_PLAN") with { CallNumber = 2 },
                Attempt(Cancelled, "SMART_DETECTION", 1, "UNKNOWN", null, null),
                Attempt(Project, "EXECUTION_PLAN", 2, "CANCELLED", 0m, null) with { ErrorClass = "not_sent" },
                Attempt(Project, "EXECUTION_PLAN", 1, "ANSWERED", 0.006m, "gen-faulty"),
            ],
            Events = events,
            Writes = Writes(),
            Operations =
            [
                Operation("create", Mark, Project, 0, "ok", 201, 0), Operation("start", Mark, Project, 1, "ok", 200, 0),
                Operation("read", Mark, Project, 12, "ok", 200, 3, """{"status":"PROCESSING","current_phase":"PRD"}"""),
                Operation("final", Mark, Project, 71, "ok", 200, 0, """{"status":"COMPLETED","current_phase":"EXECUTION_PLAN","total_cost_usd":"0.05"}"""),
                Operation(
                    "final_costs", Mark, Project, 71, "ok", 200, 0,
                    """{"total_cost_usd":"0.053000","known_cost_usd":null,"unpriced_calls":null,"breakdown":["0.01","0.013","0.01","0.02"]}"""),
                Operation("final_documents", Mark, Project, 71, "ok", 200, 0, """["PRD","TECH_STACK","EXECUTION_PLAN"]"""),
                Operation("create", CancelledMark, Cancelled, 20, "ok", 201, 0), Operation("start", CancelledMark, Cancelled, 21, "ok", 200, 0),
                Operation("cancel", CancelledMark, Cancelled, 22, "ok", 200, 1),
                Operation("probe", "[[probe-0]]", null, 65, "ok", 0, 0),
                Operation("probe", "[[probe-1]]", null, 65, "ok", 0, 0) with { Gateway = 1 },
                Look("list", Owner, null, 24, 200, Project), Look("page", Owner, null, 24, 200, Project), Look("joint", Owner, null, 24, 200, Project),
                Look("list", Other, null, 24, 200, Cancelled),
                Look("foreign", Other, Project, 24, 404), Look("foreign_page", Other, Project, 24, 404),
                Look("delete", Other, Cancelled, 25, 204) with { Outcome = "ok", Answer = null },
                Look("read", Other, Cancelled, 26, 404), Look("list", Other, null, 26, 200),
            ],
            Feeds =
            [
                Feed(1, "(opened)", null, after: 0), Feed(1, "connected", null, raw: """{"type":"connected","last_seq":0}"""),
                .. events.Where(item => item.ProjectId == Project).Take(4).Select(item => Feed(1, item.Type, item.Seq, raw: item.Payload)),
                Feed(1, "(lost)", null, after: 4),
                Feed(2, "(opened)", null, after: 4), Feed(2, "connected", null, raw: """{"type":"connected","last_seq":4}"""),
                .. events.Where(item => item.ProjectId == Project).Skip(4).Select(item => Feed(2, item.Type, item.Seq, raw: item.Payload)),
                Feed(2, "(left)", null, after: 9) with { Complete = true },
            ],
            Faults = [new FaultLine(1, "FreezeAtPoint", "silo1", First, "RequestSent", At(13), At(13), At(25), At(26), "voted out")],
            Processes = [new ProcessLine("silo1", 1, 11, First, At(-10), At(26), 134), new ProcessLine("silo2", 1, 12, Second, At(-10), At(80), 0)],
            Calls =
            [
                Call("SMART_DETECTION", 2, 11), Call("PRD", 12, 14) with { GenerationId = "gen-cut", Outcome = "ClientGone", BilledUsd = 0.003m },
                Call("PRD", 18, 21), Call("TECH_STACK", 22, 31), Call("APPROACH_DETECTION", 32, 36), Call("EXECUTION_PLAN", 39.5, 41) with { BilledUsd = 0.004m },
                Call("SMART_DETECTION", 21, 22) with { GenerationId = "gen-cancelled", Mark = CancelledMark, Outcome = "ClientGone" },
                Call("EXECUTION_PLAN", 37, 39) with { GenerationId = "gen-faulty", BilledUsd = 0.006m, Behaviour = "faulty" },
            ],
            Fenced = [new FencedWrite("silo1.1", Project, 3)],
        };
    }

    private static List<EventRow> Events()
    {
        var events = new List<EventRow>();
        foreach (var (phase, number) in _phases.Select((phase, number) => (phase, number)))
        {
            Add(Project, "phase_started", 1 + (10 * number), $"\"phase\":\"{phase}\"");
            Add(
                Project, "phase_completed", 11 + (10 * number),
                $"\"phase\":\"{phase}\",\"duration_seconds\":10,\"cost_usd\":{(phase == "EXECUTION_PLAN" ? "0.02" : "0.01")}");
        }

        Add(Project, "workflow_completed", 41, "\"total_duration_seconds\":40,\"total_cost_usd\":0.05,\"documents_generated\":3");
        Add(Cancelled, "phase_started", 21, "\"phase\":\"SMART_DETECTION\"");
        Add(Cancelled, "workflow_cancelled", 22, "\"phase\":\"SMART_DETECTION\"");
        return events;

        void Add(Guid project, string type, double at, string members)
        {
            var seq = events.Count(item => item.ProjectId == project) + 1;
            events.Add(new EventRow(
                project, seq, type, string.Create(CultureInfo.InvariantCulture, $$"""{"type":"{{type}}","seq":{{seq}},{{members}}}"""), At(at)));
        }
    }

    private static List<WriteRow> Writes() =>
    [
        Write(1, Project, 0, "w1", 1, null, null, null, "CREATED", 0, 0),
        Write(2, Project, 1, "w1", 2, null, First, "CREATED", "PROCESSING", 1, 1),
        Write(3, Project, 11, "w1", 3, First, First, "PROCESSING", "PROCESSING", 1, 3),
        Write(4, Project, 16, "w2", 4, First, Second, "PROCESSING", "PROCESSING", 1, 3) with { OldTakeovers = 0, NewTakeovers = 1 },
        Write(5, Project, 21, "w2", 5, Second, Second, "PROCESSING", "PROCESSING", 1, 5),
        Write(6, Project, 31, "w2", 6, Second, Second, "PROCESSING", "PROCESSING", 1, 7),
        Write(7, Project, 36, "w2", 7, Second, Second, "PROCESSING", "PROCESSING", 1, 7) with { OldTakeovers = 1, NewTakeovers = 0 },
        Write(8, Project, 41, "w2", 8, Second, null, "PROCESSING", "COMPLETED", 1, 9),
        Write(9, Cancelled, 20, "w2", 1, null, null, null, "CREATED", 0, 0),
        Write(10, Cancelled, 21, "w2", 2, null, Second, "CREATED", "PROCESSING", 1, 1),
        Write(11, Cancelled, 22, "w2", 3, Second, null, "PROCESSING", "CANCELLED", 1, 2),
    ];

    private static WriteRow Write(
        long id, Guid project, double at, string writer, long version, string? oldOwner, string? newOwner, string? oldStatus, string newStatus, int run, long seq) =>
        new(
            id, project, At(at + 0.01), writer, version == 1 ? null : version - 1, version, oldOwner, newOwner, oldStatus, newStatus,
            version == 1 ? null : run, run, version == 1 ? null : seq == 3 && id == 4 ? 3 : seq, seq, 0, 0);

    private static ModelRow Row(string phase, string step, double at) =>
        new(Project, 1, phase, step, 1, "ACCEPTED", 0.01m, "PROVIDER", "stop", $"gen-{step}", At(at));

    private static AttemptRow Attempt(
        Guid project, string step, int number, string status, decimal? costUsd, string? generationId, int checks = 0) =>
        new(project, 1, step, 1, number, status, costUsd, generationId, checks);

    private static CallLine Call(string step, double began, double ended) => new(
        0, Mark, step, "clean", "Completed", 200, "stop", $"gen-{step}", 0.01m, 100, StoryDocuments.LinesSha256(step), At(began), At(ended));

    private static Operation Operation(
        string kind, string mark, Guid? project, double at, string outcome, int status, long seen, string? answer = null) =>
        new("c1", 0, kind, mark, project, At(at), At(at + 0.1), outcome, status, seen, answer is null ? null : Json(answer), null);

    /// <param name="shown">Projects that the answer has.</param>
    private static Operation Look(string kind, Guid user, Guid? project, double at, int status, params Guid[] shown) =>
        Operation(kind, "", project, at, status == 200 ? "ok" : "fail", status, 0, JsonSerializer.Serialize(shown)) with
        {
            Client = user == Owner ? "p1" : "p2",
            User = user,
        };

    private static FeedLine Feed(int connection, string type, long? seq, long? after = null, string? raw = null) =>
        new("c1a", 0, Project, connection, type, seq, after, null, raw, At(1));
}
