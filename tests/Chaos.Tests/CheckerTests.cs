using AiDevFramework.Chaos.Checker;
using AiDevFramework.Chaos.Checker.Checks;
using AiDevFramework.Chaos.Checker.Documents;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Tests;

/// <summary>Each invariant is broken by some history and kept by the clean one: a checker that finds nothing has not just slept.</summary>
public sealed class CheckerTests
{
    private static readonly Facts _clean = CleanStory.Build();

    /// <summary>What is wrong, the invariant that must say so, and how it comes about.</summary>
    private static readonly (string What, string Invariant, Func<Facts, Facts> Corrupt)[] _corruptions =
    [
        ("an acknowledged project is gone", "I1", facts => facts with
        {
            Projects = [.. facts.Projects.Skip(1)],
        }),
        ("a create whose answer was lost is stored twice", "I1", facts => facts with
        {
            Operations = [.. facts.Operations.Select(operation => operation is { Kind: "create", Mark: CleanStory.Mark } ? operation with { Outcome = "info" } : operation)],
            Projects = [.. facts.Projects, facts.Projects[0] with { Id = Guid.NewGuid() }],
        }),
        ("a run has no end", "I2", facts => facts with { Projects = [facts.Projects[0] with { Status = "PROCESSING" }, facts.Projects[1]] }),
        ("a run has two ends", "I2", facts => facts with
        {
            Events = [.. facts.Events, facts.Events[8] with { Seq = 10 }],
        }),
        ("an event is missing in the table", "I3", facts => facts with { Events = Without(facts.Events, 3) }),
        ("the row counts more events than there are", "I3", facts => facts with
        {
            Projects = [facts.Projects[0] with { LastSeq = 10 }, facts.Projects[1]],
        }),
        ("a feed skips an event", "I4", facts => facts with { Feeds = Without(facts.Feeds, 4) }),
        ("a feed brings an event twice", "I4", facts => facts with { Feeds = [.. facts.Feeds.Take(5), facts.Feeds[4], .. facts.Feeds.Skip(5)] }),
        ("a feed brings an event in other words", "I4", facts => facts with
        {
            Feeds = With(facts.Feeds, 4, line => line with { Raw = line.Raw + " " }),
        }),
        ("a feed never brings the end", "I4", facts => facts with
        {
            Feeds = [.. facts.Feeds.Take(facts.Feeds.Count - 2), facts.Feeds[^1] with { After = 8, Complete = false }],
        }),
        ("a client saw what was never stored", "I5", facts => facts with
        {
            Feeds = [.. facts.Feeds.Take(facts.Feeds.Count - 1), facts.Feeds[^2] with { Seq = 10 }, facts.Feeds[^1]],
        }),
        ("a phase is left out", "I6", facts => facts with
        {
            Events = With(facts.Events, 2, item => item with { Payload = item.Payload.Replace("PRD", "TECH_STACK", StringComparison.Ordinal) }),
        }),
        ("a phase completes that never started", "I6", facts => facts with
        {
            Events = With(facts.Events, 2, item => item with { Type = "phase_completed" }),
        }),
        ("something happens after the end", "I6", facts => facts with
        {
            Events = [.. facts.Events, facts.Events[0] with { Seq = 10 }],
        }),
        ("a phase was run twice", "I6", facts => facts with { Phases = [.. facts.Phases, facts.Phases[1]] }),
        ("a document is missing", "I7", facts => facts with { Documents = [.. facts.Documents.Skip(1)] }),
        ("a document is there twice", "I7", facts => facts with { Documents = [.. facts.Documents, facts.Documents[0]] }),
        ("a document is there that the decision rules out", "I7", facts => facts with
        {
            Documents = [.. facts.Documents, facts.Documents[0] with { Type = "EVENT_STORMING" }],
        }),
        ("a document is empty", "I8", facts => facts with { Documents = With(facts.Documents, 0, document => document with { Judged = document.Judged with { Length = 0 } }) }),
        ("a document is not what the model wrote", "I8", facts => facts with
        {
            Documents = With(facts.Documents, 0, document => document with { Judged = StoryDocuments.OfRequirements(StoryDocuments.Requirements.Replace("a minute", "an hour", StringComparison.Ordinal)) }),
        }),
        ("a document has lost a line of the model's", "I8", facts => facts with
        {
            Documents = With(facts.Documents, 0, document => document with { Judged = StoryDocuments.OfRequirements(StoryDocuments.Requirements.Replace("- Browsers of the last two years\n", "", StringComparison.Ordinal)) }),
        }),
        ("a mended document has a line that nobody wrote", "I8", facts => WithPlan(facts, StoryDocuments.Plan.Replace("for two nights", "for two weeks", StringComparison.Ordinal))),
        ("a document goes on with the first part of an answer that was refused", "I8", facts => Joined(facts, refused: true)),
        ("a document was cut by its length", "I8", facts => facts with { ModelRows = With(facts.ModelRows, 1, row => row with { FinishReason = "length" }) }),
        ("the metadata has another total", "I9", facts => facts with
        {
            Projects = With(facts.Projects, 0, project => project with { Metadata = CleanStory.Json("""{"use_event_storming":false,"total_cost_usd":0.050001}""") }),
        }),
        ("the cost endpoint shows more than was found out", "I9", facts => facts with
        {
            Attempts = With(facts.Attempts, 1, attempt => attempt with { Status = "UNKNOWN", CostUsd = null }),
        }),
        ("an unknown price became 0", "I9", facts => facts with
        {
            ModelRows = With(facts.ModelRows, 1, row => row with { CostSource = "UNKNOWN", CostUsd = 0 }),
        }),
        ("the cost endpoint knows a price that nobody told", "I9", facts => WithoutPrice(facts, told: false)),
        ("a row names a call that the provider does not know", "I10", facts => facts with
        {
            ModelRows = With(facts.ModelRows, 1, row => row with { GenerationId = "gen-invented" }),
        }),
        ("a row has another price than the bill", "I10", facts => facts with { Calls = With(facts.Calls, 2, call => call with { BilledUsd = 0.02m }) }),
        ("the provider finished calls that nobody recorded", "I10", facts => facts with
        {
            Calls = [.. facts.Calls, facts.Calls[2] with { GenerationId = "gen-x" }, facts.Calls[2] with { GenerationId = "gen-y" }],
        }),
        ("a request was sent without an attempt", "I10", facts => facts with { Attempts = Without(facts.Attempts, 3) }),
        ("an attempt is left open", "I10", facts => facts with { Attempts = With(facts.Attempts, 6, attempt => attempt with { Status = "OPEN" }) }),
        ("an attempt that is said not to have been sent was sent", "I10", facts => facts with
        {
            Attempts = With(facts.Attempts, 6, attempt => attempt with { Status = "CANCELLED", CostUsd = 0, ErrorClass = "not_sent" }),
        }),
        ("an attempt that was not sent is counted", "I10", facts => facts with { Attempts = With(facts.Attempts, 7, attempt => attempt with { Status = "UNKNOWN", CostUsd = null }) }),
        ("an attempt names another project's call", "I10", facts => facts with
        {
            Attempts = With(facts.Attempts, 6, attempt => attempt with { GenerationId = "gen-PRD" }),
        }),
        ("an attempt was settled at another price than the bill's", "I10", facts => facts with
        {
            Attempts = With(facts.Attempts, 1, attempt => attempt with { CostUsd = 0.0031m }),
        }),
        ("a committed step is paid for again", "I11", facts => facts with
        {
            Calls = [.. facts.Calls, facts.Calls[0] with { GenerationId = "gen-again", StartedAt = CleanStory.At(30) }],
        }),
        ("more calls were cut off than there were interruptions", "I12", facts => facts with
        {
            Calls = [.. facts.Calls, facts.Calls[1] with { GenerationId = "gen-cut-again" }],
        }),
        ("a superseded silo has written", "I13", facts => facts with { Writes = With(facts.Writes, 4, write => write with { Writer = "w1" }) }),
        ("a silo that was voted out took a run", "I13", facts => facts with
        {
            Writes = [.. facts.Writes, facts.Writes[3] with { Id = 20, At = CleanStory.At(27), Writer = "w1", OldOwner = "127.0.0.1:2@1", NewOwner = "127.0.0.1:1@1" }],
        }),
        ("two writers made the same version", "I14", facts => facts with { Writes = With(facts.Writes, 5, write => write with { OldVersion = 4, NewVersion = 5 }) }),
        ("a write was made from another owner's row", "I14", facts => facts with { Writes = With(facts.Writes, 5, write => write with { OldOwner = "127.0.0.1:1@1" }) }),
        ("a project ended before it began", "I16", facts => facts with { Projects = With(facts.Projects, 0, project => project with { CompletedAt = CleanStory.At(0.5) }) }),
        ("a later event is older", "I16", facts => facts with { Events = With(facts.Events, 3, item => item with { CreatedAt = CleanStory.At(2) }) }),
        ("a call starts after the cancel", "I18", facts => facts with { Calls = With(facts.Calls, 6, call => call with { StartedAt = CleanStory.At(23) }) }),
        ("a secret is in a log", "I20", facts => facts with { Leaks = [new LogLine("logs/silo1.1.log", "key=…")] }),
        ("no secret was looked for", "I20", facts => facts with { Run = facts.Run with { Secrets = [] } }),
        ("a process fell over its own feet", "I21", facts => facts with { Alarms = [new LogLine("gateway1.1", "Unhandled exception. System.Exception")] }),
        ("a worker of a silo that nobody stops fell over", "I21", facts => facts with { Alarms = [FallenWorker("silo2.1", at: 60)] }),
        ("a worker of a silo that was killed fell over", "I21", facts => facts with { Alarms = [FallenWorker("silo1.1", at: 25)] }),
        ("a request was answered with 500", "I21", facts => facts with { Operations = With(facts.Operations, 2, operation => operation with { Status = 500, Outcome = "info" }) }),
        ("a feed is open that nobody reads", "I22", facts => facts with { Run = facts.Run with { Leftovers = [new Leftover("gateway1", "feeds", 1)] } }),
        ("nobody looked for what is left over", "I22", facts => facts with { Run = facts.Run with { Leftovers = null } }),
        ("a read went back in time", "I25", facts => facts with { Operations = With(facts.Operations, 2, operation => operation with { Seen = 5 }) }),
        ("a feed forgot events that it had shown", "I25", facts => facts with
        {
            Feeds = With(facts.Feeds, 8, line => line with { Raw = """{"type":"connected","last_seq":3}""" }),
        }),
        ("a gateway does not recover", "I26", facts => facts with { Operations = With(facts.Operations, 10, operation => operation with { Outcome = "fail" }) }),
        ("no fault struck", "I27", facts => facts with { Faults = [] }),
        ("nothing was completed", "I27", facts => facts with { Projects = [.. facts.Projects.Select(project => project with { Status = "FAILED" })] }),
        ("most requests were never answered", "I27", facts => facts with { Operations = [.. facts.Operations.Select(operation => operation with { Outcome = "info" })] }),
        ("no idea demanded anything", "I27", facts => facts with { Projects = [.. facts.Projects.Select(project => project with { Constraints = 0 })] }),
        ("no document was mended", "I27", facts => facts with { ModelRows = [.. facts.ModelRows.Select(row => row with { AsksForParts = false })] }),
        ("no kill in a mend struck", "I27", facts => facts with
        {
            Faults = [.. facts.Faults, .. Enumerable.Repeat(facts.Faults[0] with { Kind = "KillInMend", Struck = null, Woken = null }, 4)],
        }),
        ("there were no two people", "I27", facts => facts with { Operations = [.. facts.Operations.Where(operation => operation.User != CleanStory.Other)] }),
        ("no list showed anything", "I27", facts => facts with { Operations = [.. facts.Operations.Where(operation => operation.Kind != "list")] }),
        ("nobody tried what is somebody else's", "I27", facts => facts with { Operations = [.. facts.Operations.Where(operation => operation.Kind != "foreign")] }),
        ("nothing was deleted", "I27", facts => facts with
        {
            Operations = [.. facts.Operations.Where(operation => operation.Kind != "delete")],
            Projects = [.. facts.Projects.Select(project => project with { IsDeleted = false })],
        }),
        ("a title is stored as the model wrote it", "I28", facts => WithPlan(facts, StoryDocuments.Plan.Replace("# Execution Plan (Horizontal Approach)", "# Our plan", StringComparison.Ordinal))),
        ("chat is stored before the title", "I28", facts => WithPlan(facts, "Sure! Here is the plan:\n\n" + StoryDocuments.Plan)),
        ("a label is stored as the model wrote it", "I28", facts => WithPlan(facts, StoryDocuments.Plan.Replace("**Duration**:", "**Duration:**", StringComparison.Ordinal))),
        ("a stage is stored as the model wrote it", "I28", facts => WithPlan(facts, StoryDocuments.Plan.Replace("## Stage 2: ", "## Stage 2 – ", StringComparison.Ordinal))),
        ("a plan does not say whether the constraints fit", "I28", facts => WithPlan(facts, StoryDocuments.Plan.Replace(StoryDocuments.Fit, "", StringComparison.Ordinal))),
        ("a heading is stored without its number", "I28", facts => WithRequirements(facts, "## 6. Technical Constraints", "## Technical Constraints")),
        ("a feature is stored as the model wrote it", "I28", facts => WithRequirements(facts, "### Feature 2: ", "### Feature 2 – ")),
        ("a section is stored as if it were not wanted", "I28", facts => WithRequirements(facts, "## 7. Out of Scope\n", "")),
        ("a constraint is lost", "I28", facts => WithRequirements(facts, StoryDocuments.Constraint + "\n", "")),
        ("a constraint is stored in the model's words", "I28", facts => WithRequirements(facts, "two developers", "a small team")),
        ("the first answer is stored although the mend was better", "I29", facts => WithPlan(facts, StoryDocuments.Plan.Replace(StoryDocuments.MendedStage, StoryDocuments.FirstStage, StringComparison.Ordinal))),
        ("half of the mend is stored", "I29", facts => WithPlan(facts, StoryDocuments.Plan.Replace("- Booking of a room for two nights, with its refusals (F1)", "- TBD", StringComparison.Ordinal))),
        ("a stage is stored that no candidate had twice", "I29", facts => WithPlan(facts, $"{StoryDocuments.Plan}\n{StoryDocuments.SecondStage}")),
        ("a stored document breaks off and the answer did not", "I29", facts => WithPlan(facts, StoryDocuments.Plan.Replace("with its refusals (F2)", "with", StringComparison.Ordinal))),
        ("a list shows what is somebody else's", "I30", facts => Showing(facts, "list", CleanStory.Owner, CleanStory.Cancelled)),
        ("a page shows what is somebody else's", "I30", facts => Showing(facts, "page", CleanStory.Owner, CleanStory.Cancelled)),
        ("a stream of several shows what is somebody else's", "I30", facts => Showing(facts, "joint", CleanStory.Owner, CleanStory.Cancelled)),
        ("a foreign project is read", "I30", facts => Answering(facts, "foreign")),
        ("a foreign project's page is shown", "I30", facts => Answering(facts, "foreign_page")),
        ("a foreign project is deleted", "I30", facts => facts with
        {
            Operations = [.. facts.Operations.Select(operation => operation.Kind == "delete" ? operation with { User = CleanStory.Owner, Client = "p1" } : operation)],
        }),
        ("a foreign project is followed", "I30", facts => facts with
        {
            Operations = [.. facts.Operations, facts.Operations.First(operation => operation.Kind == "foreign") with { Client = "c1a" }],
        }),
        ("what was deleted is read", "I31", facts => facts with
        {
            Operations = [.. facts.Operations.Select(operation => operation is { Kind: "read", User: not null } ? operation with { Outcome = "ok", Status = 200 } : operation)],
        }),
        ("what was deleted is listed", "I31", facts => Showing(facts, "list", CleanStory.Other, CleanStory.Cancelled)),
        ("what was deleted is still there", "I31", facts => facts with { Projects = [.. facts.Projects.Select(project => project with { IsDeleted = false })] }),
        ("what nobody deleted is gone", "I31", facts => facts with { Projects = [facts.Projects[0] with { IsDeleted = true }, facts.Projects[1]] }),
        ("what was deleted asks a model", "I31", facts => facts with
        {
            Calls = [.. facts.Calls, facts.Calls[^2] with { GenerationId = "gen-late", StartedAt = CleanStory.At(27), FinishedAt = CleanStory.At(28) }],
        }),
        ("the runs of killed silos lay still", "T1", facts => TakenOver(facts, "Kill", seconds: 6)),
        ("the runs of frozen silos lay still", "T2", facts => TakenOver(facts, "FreezeAtPoint", seconds: 21)),
        ("a request hung", "T3", facts => facts with
        {
            Operations = With(facts.Operations, 1, operation => operation with { Ended = operation.Began.AddSeconds(5.1) }),
        }),
    ];

    public static TheoryData<string> Corruptions => [.. _corruptions.Select(corruption => corruption.What)];

    [Fact]
    public void Check_OfACleanStory_FindsNothing()
    {
        var found = Invariant.All.SelectMany(invariant => invariant.Check(_clean).Select(text => $"{invariant.Id}: {text}"));

        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Check_OfACorruptedStory_NamesTheInvariant(string what)
    {
        var (_, id, corrupt) = _corruptions.Single(corruption => corruption.What == what);

        var found = Invariant.All.Single(invariant => invariant.Id == id).Check(corrupt(_clean));

        Assert.NotEmpty(found);
    }

    [Fact]
    public void Corruptions_AreThereForEveryInvariant()
    {
        Assert.Equal(Invariant.All.Select(invariant => invariant.Id), _corruptions.Select(corruption => corruption.Invariant).Distinct());
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(90, false)]
    public void Check_OfRequestsThatNobodyAnswered_LooksPastThoseOfAStart(int askedAt, bool isMeaningful)
    {
        var story = _clean with
        {
            Operations =
            [
                .. _clean.Operations,
                .. Enumerable.Range(0, 60).Select(_ => Asked("ok", second: 100)),
                .. Enumerable.Range(0, 60).Select(_ => Asked("info", askedAt)),
            ],
            Processes = [.. _clean.Processes, new ProcessLine("silo1", 2, 13, null, CleanStory.At(27), CleanStory.At(120), 0) { Ready = CleanStory.At(60) }],
        };

        Assert.Equal(isMeaningful, !Vacuity.Meaningful(story).Any());

        static Operation Asked(string outcome, int second) => _clean.Operations[0] with
        {
            Outcome = outcome,
            Began = CleanStory.At(second),
            Ended = CleanStory.At(second),
        };
    }

    [Fact]
    public void Write_OfBrokenFacts_SaysWhichSeedAndFails()
    {
        var output = new StringWriter();

        var code = Verdict.Write(_clean with { Documents = [] }, output);

        Assert.Equal(1, code);
        Assert.Contains("BROKEN  I7", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("./chaos.sh --seed 1", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Verdict.Write(_clean, TextWriter.Null));
        Assert.Contains("not judged, too few cases  T1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("holds  I1 ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAnAnswerThatCameDuringAFreezeAndIsOnRecord_FindsNothing()
    {
        var slept = _clean with
        {
            Calls = [.. _clean.Calls, _clean.Calls[1] with { GenerationId = "gen-slept", Outcome = "Completed" }],
            Attempts = [.. _clean.Attempts, _clean.Attempts[1] with { Attempt = 3, Status = "UNKNOWN", CostUsd = null, GenerationId = null, Checks = 0 }],
        };

        Assert.Equal("PRD", slept.Attempts[^1].Step);
        Assert.Empty(Payments.ExtraCalls(slept));
    }

    /// <summary>It was read, and the silo that had it was gone: asked again, and both are in one row.</summary>
    [Fact]
    public void Check_OfAnAnswerThatNeverReachedItsRun_CountsItsPrice()
    {
        var lost = _clean with
        {
            Calls = [.. _clean.Calls, _clean.Calls[2] with { GenerationId = "gen-lost" }],
            Attempts = [.. _clean.Attempts, _clean.Attempts[2] with { Attempt = 3, GenerationId = "gen-lost" }],
            ModelRows = With(_clean.ModelRows, 1, row => row with { CostUsd = 0.02m }),
        };

        Assert.Empty(Payments.BillAgrees(lost));
        Assert.NotEmpty(Payments.BillAgrees(lost with { ModelRows = With(lost.ModelRows, 1, row => row with { CostUsd = 0.03m }) }));
        Assert.NotEmpty(Payments.BillAgrees(lost with { ModelRows = _clean.ModelRows })); // its price is nowhere
    }

    [Fact]
    public void Check_OfADocumentThatARetryWentOnWith_FindsNothing()
    {
        Assert.Empty(Results.WholeDocuments(Joined(_clean, refused: false)));
        var unmended = _clean with { ModelRows = With(_clean.ModelRows, 1, row => row with { Verdict = "REPAIR" }) };
        Assert.NotEmpty(Results.WholeDocuments(unmended)); // a whole was asked for, and none came
        Assert.Empty(Results.WholeDocuments(unmended with { ModelRows = With(unmended.ModelRows, 1, row => row with { AsksForParts = true }) }));
    }

    /// <summary>Documents that each have a fault which the other lacks are the product's to compare.</summary>
    [Fact]
    public void Check_OfADocumentWithOtherFaultsThanACandidate_FindsNothing()
    {
        var other = StoryDocuments.Plan.Replace("F77", "F2", StringComparison.Ordinal).Replace(StoryDocuments.SecondStage, "", StringComparison.Ordinal);

        var judged = DocumentJudge.Of(
            "EXECUTION_PLAN", other, StoryDocuments.Requirements, StoryDocuments.Constraints, [StoryDocuments.PlanAnswers[0] with { AskedNext = [] }]);

        Assert.Empty(judged.WorseBy);
    }

    /// <summary>A failure that ended by itself begins anew: what was paid for before it is no candidate any more.</summary>
    [Fact]
    public void Of_AnswersBeforeAFailure_CountsThoseAfterItAlone()
    {
        PaidAnswer[] answers = [StoryDocuments.PlanAnswers[0], new("FAILED", "No.", EndedByItself: true, []), new("ACCEPTED", StoryDocuments.Plan, EndedByItself: true, [])];

        Assert.Single(Candidates.Of("EXECUTION_PLAN", answers, requirements: null));
    }

    /// <summary>The last answer of a kind to a user shows one project more.</summary>
    private static Facts Showing(Facts facts, string kind, Guid user, Guid project)
    {
        var shown = facts.Operations.Last(operation => operation.Kind == kind && operation.User == user);
        return facts with
        {
            Operations =
            [
                .. facts.Operations.Where(operation => operation != shown),
                shown with { Answer = CleanStory.Json($"""["{CleanStory.Project}","{project}"]""") },
            ],
        };
    }

    private static Facts Answering(Facts facts, string kind) => facts with
    {
        Operations = [.. facts.Operations.Select(operation => operation.Kind == kind ? operation with { Outcome = "ok", Status = 200 } : operation)],
    };

    private static Facts WithPlan(Facts facts, string markdown) => facts with
    {
        Documents = With(facts.Documents, 2, document => document with { Judged = StoryDocuments.OfPlan(markdown) }),
    };

    private static Facts WithRequirements(Facts facts, string sound, string spoiled) => facts with
    {
        Documents = With(facts.Documents, 0, document => document with { Judged = StoryDocuments.OfRequirements(StoryDocuments.Requirements.Replace(sound, spoiled, StringComparison.Ordinal)) }),
    };

    /// <summary>The requirements are in two parts: one of the run that failed, one of its retry.</summary>
    /// <param name="refused">Whether that run failed since the model declined to go on; else the provider was away, and charged for it.</param>
    private static Facts Joined(Facts facts, bool refused)
    {
        var last = facts.ModelRows[1] with { Run = 2 };
        return facts with
        {
            Documents = With(facts.Documents, 0, document => document with { Judged = document.Judged with { LinesSha256 = "joined" } }),
            ModelRows =
            [
                .. With(facts.ModelRows, 1, _ => last),
                last with { Run = 1, Verdict = "CONTINUE", FinishReason = "length", GenerationId = "gen-first" },
                last with { Run = 1, CallNumber = 2, Verdict = "FAILED", FinishReason = refused ? "content_filter" : null, GenerationId = "gen-second" },
            ],
        };
    }

    [Fact]
    public void Check_OfAnAnswerWhosePriceWasToldLater_FindsNothing()
    {
        Assert.Empty(Results.Money(WithoutPrice(_clean, told: true)));
    }

    /// <summary>The answer to the requirements says nothing of its cost, so that the total is not known; the cost endpoint knows it all the
    /// same.</summary>
    /// <param name="told">Whether the provider told it later.</param>
    private static Facts WithoutPrice(Facts facts, bool told) => facts with
    {
        ModelRows = With(facts.ModelRows, 1, row => row with { CostSource = "UNKNOWN", CostUsd = 0 }),
        Attempts = With(facts.Attempts, 2, attempt => attempt with { CostUsd = told ? 0.01m : null, Checks = 1 }),
        Projects = With(facts.Projects, 0, project => project with { Metadata = CleanStory.Json("""{"use_event_storming":false,"total_cost_usd":null}""") }),
        Operations = [.. facts.Operations.Select(operation => operation.Kind == "final"
            ? operation with { Answer = CleanStory.Json("""{"status":"COMPLETED","current_phase":"EXECUTION_PLAN","total_cost_usd":null}""") }
            : operation)],
        Events =
        [
            .. facts.Events.Select(item => item with
            {
                Payload = item.Payload.Replace("\"total_cost_usd\":0.05", "\"total_cost_usd\":null", StringComparison.Ordinal)
                    .Replace("\"PRD\",\"duration_seconds\":10,\"cost_usd\":0.01", "\"PRD\",\"duration_seconds\":10,\"cost_usd\":null", StringComparison.Ordinal),
            }),
        ],
    };

    [Fact]
    public void Check_OfAWorkerThatFellOverWhileItsSiloStopped_FindsNothing()
    {
        Assert.Empty(Logs.Quiet(_clean with { Alarms = [FallenWorker("silo2.1", at: 79)] }));
    }

    [Fact]
    public void Check_OfTakeoversInTime_FindsNothing()
    {
        Assert.Empty(Takeovers.InTimeAfterKill(TakenOver(_clean, "Kill", seconds: 4)));
        Assert.Empty(Takeovers.InTimeAfterFreeze(TakenOver(_clean, "FreezeAtPoint", seconds: 19)));
    }

    /// <summary>A silo is struck while it has a hundred runs.</summary>
    private static Facts TakenOver(Facts facts, string kind, double seconds)
    {
        const string owner = "127.0.0.1:3@1";
        var (fault, write) = (facts.Faults[0], facts.Writes.First(write => write.IsTakeover));
        return facts with
        {
            Faults = [fault with { Kind = kind, Owner = owner, Struck = CleanStory.At(100) }],
            Writes = [.. Enumerable.Range(0, 100).Select(_ => write with { OldOwner = owner, At = CleanStory.At(100 + seconds) })],
        };
    }

    private static LogLine FallenWorker(string process, double at) => new(
        process,
        $"{CleanStory.At(at):yyyy-MM-ddTHH:mm:ss.fffZ} fail: Orleans.Grain[823792707] Error in stateless worker message loop. System.NullReferenceException: "
            + "Object reference not set to an instance of an object. at Orleans.Runtime.StatelessWorkerGrainContext.ForwardToReplacementContext(Message message)");

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> items, int at) => [.. items.Take(at), .. items.Skip(at + 1)];

    private static IReadOnlyList<T> With<T>(IReadOnlyList<T> items, int at, Func<T, T> change) =>
        [.. items.Take(at), change(items[at]), .. items.Skip(at + 1)];
}
