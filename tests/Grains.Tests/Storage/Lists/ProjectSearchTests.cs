using System.Text;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Plans.Search;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using Dapper;

namespace AiDevFramework.Grains.Tests.Storage.Lists;

/// <summary>What a search finds on both databases, which have the same projects.</summary>
[Trait("Runs", "Programs")]
public sealed class ProjectSearchTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] _vocabulary =
    [
        "task", "tasks", "board", "Billing", "e-mail", "C#", "Node.js", "Über", "übersicht", "Straße", "STRASSE", "naïve", "nai\u0308ve", "İstanbul", "Ωμέγα", "ΛΌΓΟΣ", "λόγος",
        "Договор", "договоры", "計画", "計画書", "カタカナ", "ｶﾀｶﾅ", "แผนงาน", "한국어", "חוזה", "عقد", "हिन्दी", "𝒜𝒷𝒸", "ﬁnish", "finish", "zoo", "zz", "zyx", "x00e4", "٣٤", "½", "co\u00ADop",
        "and", "OR", "not", "NEAR", "null", "don't", "a", "I", "🙂", "—", "''", "\"", "(", "*", ":", "\\", "%", "_", "&", "|", "!", "<->", ";--",
    ];

    private TestStore _postgres = null!;
    private TestStore _sqlite = null!;

    public async ValueTask InitializeAsync() => (_postgres, _sqlite) = (await TestStore.StartAsync(postgres), await TestStore.StartAsync(null));

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _sqlite.DisposeAsync();
    }

    [Fact(Timeout = 240_000)]
    public async Task Search_ForAnything_FindsTheSameOnBothDatabasesAndWhatAPlainReadingFinds()
    {
        var random = new Random(18);
        var projects = new List<(Guid Id, string[] Texts)>();
        for (var count = 0; count < 40; count++)
        {
            string[] texts = [SomeText(random, 12), SomeText(random, 30), SomeText(random, 30)];
            projects.Add((await PutAsync(texts[0], texts[1..]), texts));
        }

        await IndexAsync();
        for (var count = 0; count < 400; count++)
        {
            var query = SomeQuery(random);
            if (SearchQuery.Parse(query) is not { } search)
            {
                continue;
            }

            var found = await FindAsync(_postgres, query);

            Assert.Equal((query, string.Join(' ', found)), (query, string.Join(' ', await FindAsync(_sqlite, query))));
            Assert.Equal(
                (query, string.Join(' ', projects.Where(project => Matches(search, project.Texts)).Select(project => project.Id).Order())),
                (query, string.Join(' ', found.Order())));
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData("billing", true)]
    [InlineData("BILL", true)]
    [InlineData("bi", false)]
    [InlineData("bill board", false)] // a beginning, and not the last word
    [InlineData("task bil", true)]
    [InlineData("\"task board\"", true)]
    [InlineData("\"board task\"", false)]
    [InlineData("\"task boa", false)] // in quotes, and no whole word
    [InlineData("task-board", true)]
    [InlineData("\"board finish\"", false)] // the idea's last word and the document's first
    [InlineData("u\u0308bersicht", true)] // an accent of its own
    [InlineData("ＢＩＬＬＩＮＧ", true)]
    [InlineData("vertrag übersicht", true)]
    [InlineData("ubersicht", false)]
    [InlineData("計画", true)]
    [InlineData("計書", false)]
    [InlineData("договор", true)]
    [InlineData("task OR nothing", false)]
    [InlineData("task -billing", true)]
    [InlineData("coop", true)]
    public async Task Search_ForWordsAndPhrases_FindsThemAsSaid(string query, bool isFound)
    {
        var id = await PutAsync("Billing: a task board", ["finish the Vertrag, Übersicht 計画書", "договоры of the co\u00ADop"]);
        await PutAsync("Something else altogether", []);
        await IndexAsync();

        Guid[] expected = isFound ? [id] : [];
        Assert.Equal(expected, await FindAsync(_postgres, query));
        Assert.Equal(expected, await FindAsync(_sqlite, query));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("'; drop table projects; --")]
    [InlineData("\"task board\" OR NEAR(a b) AND NOT c*")]
    [InlineData("words:a & !b | (c <-> d) \\' {0} @words ?1 $1 :x")]
    [InlineData("^start running : col - * + ( ) { } [ ]")]
    public async Task Search_WithWhatIsAnOperatorElsewhere_FindsNothingAndFailsNowhere(string query)
    {
        await PutAsync("Billing: a task board", []);
        await IndexAsync();
        foreach (var text in (string[])[query, $"\"{query}", string.Concat(Enumerable.Range(0x4E00, SearchQuery.MaxLength).Select(char.ConvertFromUtf32))])
        {
            Assert.Empty(await FindAsync(_postgres, text));
            Assert.Empty(await FindAsync(_sqlite, text));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Search_OfADocument_ReadsItsFirst128KbAndNoMore()
    {
        var filler = string.Concat(Enumerable.Repeat("äö ", SearchText.BytesOfADocument / 5 - 10));
        var id = await PutAsync("A project with a long document", [$"{filler} inside {new string('x', 200)} outside"]);
        await IndexAsync();

        Assert.Equal([id], await FindAsync(_postgres, "inside"));
        Assert.Equal([id], await FindAsync(_sqlite, "inside"));
        Assert.Empty(await FindAsync(_postgres, "outside"));
        Assert.Empty(await FindAsync(_sqlite, "outside"));
    }

    [Fact(Timeout = 240_000)]
    public async Task Index_OfTextsThatAreAllDifferentWords_StaysBelowTheMegabyteOfPostgres()
    {
        var random = new Random(3);
        var documents = Enumerable.Range(0, 4).Select(_ => string.Join(' ', Enumerable.Range(0, 30_000).Select(_ => $"\uFDFA{random.Next():x}"))).ToArray();
        var id = await PutAsync("A project of somebody who tries", documents);
        await IndexAsync();

        Assert.Equal([id], await FindAsync(_postgres, "somebody tries"));
        Assert.Equal([id], await FindAsync(_sqlite, "somebody tries"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Search_OfAUser_FindsHisOwnAlone()
    {
        var (own, other) = (Guid.NewGuid(), Guid.NewGuid());
        var id = await PutAsync("A shared idea of two people", [], own);
        await PutAsync("A shared idea of two people", [], other);
        await IndexAsync();

        foreach (var store in Stores)
        {
            var page = await store.Reader.ListAsync(new ProjectListQuestion(UserId: own, Text: "shared"), TestContext.Current.CancellationToken);
            Assert.Equal([id], page.Rows.Select(row => row.Id));
            Assert.Empty((await store.Reader.ListAsync(new ProjectListQuestion(UserId: own, Text: $"zy{other:N}"), TestContext.Current.CancellationToken)).Rows);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task Search_ThatFindsMoreThanItLooksAt_ShowsTheNewestAndSaysSo()
    {
        var all = new List<Guid>();
        for (var count = 0; count <= ProjectListQuestion.MaxFound; count++)
        {
            all.Add(await PutAsync("The same idea again and again", []));
        }

        await IndexAsync();
        foreach (var store in Stores)
        {
            var (seen, place) = (new List<Guid>(), (ProjectListPlace?)null);
            do
            {
                var page = await store.Reader.ListAsync(new ProjectListQuestion(Text: "same", Limit: 100, After: place), TestContext.Current.CancellationToken);
                Assert.True(page.WasCut);
                seen.AddRange(page.Rows.Select(row => row.Id));
                place = page.Next;
            }
            while (place is not null);

            Assert.Equal(all.Skip(1).Reverse(), seen);
            Assert.False((await store.Reader.ListAsync(new ProjectListQuestion(Text: "nothing"), TestContext.Current.CancellationToken)).WasCut);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Index_OfADocumentThatChanged_FindsTheNewWordsAndNotTheOld()
    {
        var id = await PutAsync("An idea with a document", ["former words"]);
        await IndexAsync();
        foreach (var store in Stores)
        {
            var project = (await store.Store.FindAsync(id, TestContext.Current.CancellationToken))!.Project;
            await store.MoveAsync(project, project with { LastSeq = project.LastSeq + 1 }, [DocumentOf(project, DocumentType.EventStorming, "present words", seconds: 60)], EventOf(project));
        }

        await IndexAsync();

        foreach (var store in Stores)
        {
            Assert.Empty(await FindAsync(store, "former"));
            Assert.Equal([id], await FindAsync(store, "present"));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Index_ThatFailsInTheMiddle_TakesItUpLater()
    {
        var id = await PutAsync("An idea that waits", []);
        foreach (var store in Stores)
        {
            await ExecuteAsync(store, "alter table project_lists rename to project_lists_away");
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => new ProjectIndex(store.Database).UpdateAsync(10, TestContext.Current.CancellationToken));
            Assert.Empty(await FindAsync(store, "waits"));
            await ExecuteAsync(store, "alter table project_lists_away rename to project_lists");
        }

        await IndexAsync();

        Assert.Equal([id], await FindAsync(_postgres, "waits"));
        Assert.Equal([id], await FindAsync(_sqlite, "waits"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Index_WhileAnotherSiloHasItsTurn_DoesNothing()
    {
        var id = await PutAsync("An idea for one of two", []);
        await using var connection = await _postgres.Database.ConnectAsync(TestContext.Current.CancellationToken);
        await using (var turn = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext('aidev project index'), 0)", transaction: turn);

            Assert.Equal(0, await new ProjectIndex(_postgres.Database).UpdateAsync(10, TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, await new ProjectIndex(_postgres.Database).UpdateAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal([id], await FindAsync(_postgres, "two"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Index_OfAProjectThatIsGone_LeavesNothing()
    {
        await PutAsync("An idea that nobody may find", ["secret words"]);
        await IndexAsync();
        foreach (var store in Stores)
        {
            await ExecuteAsync(store, "insert into project_changes (project_id) select id from projects");
            await ExecuteAsync(store, "delete from documents");
            await ExecuteAsync(store, "delete from projects");
        }

        await IndexAsync();

        foreach (var store in Stores)
        {
            await using var connection = await store.Database.ConnectAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
                "select (select count(*) from project_lists) + (select count(*) from project_texts) + (select count(*) from project_changes)"));
        }

        await using var file = await _sqlite.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var blocks = await file.QueryAsync<byte[]>("select block from project_words_data");
        Assert.All(blocks, block => Assert.DoesNotContain("secret", Encoding.Latin1.GetString(block), StringComparison.Ordinal));
    }

    private IEnumerable<TestStore> Stores => [_postgres, _sqlite];

    private static bool Matches(SearchQuery search, string[] texts)
    {
        var words = texts.SelectMany(SearchWords.Of).ToList();
        return search.Words.All(wanted => words.Exists(word => wanted.IsBeginning ? word.StartsWith(wanted.Text, StringComparison.Ordinal) : word == wanted.Text))
            && search.Phrases.All(phrase => texts.Any(text => FollowsIn([.. SearchWords.Of(text)], phrase)));
    }

    private static bool FollowsIn(string[] words, SearchPhrase phrase) => Enumerable.Range(0, Math.Max(0, words.Length - phrase.Words.Count + 1)).Any(start =>
        phrase.Words.Index().All(item => phrase.EndsOpen && item.Index == phrase.Words.Count - 1
            ? words[start + item.Index].StartsWith(item.Item, StringComparison.Ordinal)
            : words[start + item.Index] == item.Item));

    private static string SomeText(Random random, int words) => $"Text of a project {string.Join(random.Next(4) == 0 ? "\n" : " ", random.GetItems(_vocabulary, words))}";

    private static string SomeQuery(Random random)
    {
        var parts = random.GetItems(_vocabulary, random.Next(1, 5)).Select(word => random.Next(5) switch
        {
            0 => $"\"{word}\"",
            1 => word[..Math.Max(1, word.Length - random.Next(3))],
            2 => word.ToUpperInvariant(),
            3 => $"\"{word} {random.GetItems(_vocabulary, 1)[0]}\"",
            _ => word,
        });
        return string.Join(random.Next(6) == 0 ? "" : " ", parts);
    }

    private async Task<Guid> PutAsync(string idea, string[] documents, Guid? user = null)
    {
        var project = new ProjectSnapshot(
            Guid.CreateVersion7(), user ?? Guid.Empty, idea, WorkflowStatus.Processing, Phase.Prd, ProjectMetadata.Empty, Next(), WorkflowHistory.Noon, null,
            Version: 2, "silo", Run: 1, WorkflowHistory.Noon, LastSeq: 1);
        foreach (var store in Stores)
        {
            await store.PutAsync(project, [.. documents.Select((text, index) => DocumentOf(project, (DocumentType)index, text))], EventOf(project with { LastSeq = 0 }));
        }

        return project.Id;
    }

    private DateTimeOffset _next = WorkflowHistory.Noon;

    private DateTimeOffset Next() => _next = _next.AddSeconds(1);

    private static StoredDocument DocumentOf(ProjectSnapshot project, DocumentType type, string text, int seconds = 0) =>
        new(StableId.Of(project.Id, WireName(type)), project.Id, type, text, new DocumentMetadata("openai/gpt-4o", 1), WorkflowHistory.Noon.AddSeconds(seconds));

    private static string WireName(DocumentType type) => Abstractions.WireName.Of(type);

    private static ProgressEvent EventOf(ProjectSnapshot project) => new(
        project.Id, project.LastSeq + 1, EventTypes.PhaseCompleted, Abstractions.Utf8Text.Of("{}"), WorkflowHistory.Noon);

    private async Task IndexAsync()
    {
        foreach (var store in Stores)
        {
            await store.IndexAsync();
        }
    }

    private static async Task ExecuteAsync(TestStore store, string sql)
    {
        await using var connection = await store.Database.ConnectAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(TestStore store, string query) =>
        [.. (await store.Reader.ListAsync(new ProjectListQuestion(Text: query, Limit: 100), TestContext.Current.CancellationToken)).Rows.Select(row => row.Id)];
}
