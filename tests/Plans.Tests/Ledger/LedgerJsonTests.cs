using System.Text;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Ledger;

public sealed class LedgerJsonTests
{
    [Fact]
    public void Write_AndRead_GiveTheSame()
    {
        var ledger = Intake.Intakes.OfCode(Sample.PortalIdea, "no blue");

        var json = LedgerJson.Write(ledger);

        Assert.Equal(json, LedgerJson.Write(LedgerJson.Read(json)));
        Assert.Contains("""{"id":"C2","kind":"hosting","quote":"Betrieb aus""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MembersOfANewerRelease_AreKept()
    {
        const string json = """{"schema":"aidev.ledger/2","constraints":[{"id":"C1","kind":"weather","quote":"q","rule":"r","hard":true,"new":1}],"locks":[{"id":"F1"}]}""";

        var ledger = LedgerJson.Read(json);

        Assert.Equal(ConstraintKind.Other, Assert.Single(ledger.Constraints).Kind);
        Assert.Contains("""locks":[{"id":"F1"}]""", LedgerJson.Write(ledger), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"constraints\":7}")]
    [InlineData("{\"constraints\":null,\"notes\":null,\"counters\":null}")]
    [InlineData("{\"constraints\":[{}, null]}")]
    public void Read_NoLedger_IsAnEmptyOne(string? json) => Assert.Empty(LedgerJson.Read(json).Constraints);

    [Fact]
    public void Write_OfManyThousandCounters_KeepsThoseOfFeaturesAndFits()
    {
        var counters = Enumerable.Range(1, 9000).ToDictionary(number => $"AC{number}", _ => 3);
        counters["F"] = 9000;
        counters["Q"] = 4;

        var json = LedgerJson.Write(ProjectLedger.Empty with { Counters = counters });

        Assert.True(Encoding.UTF8.GetByteCount(json) <= LedgerJson.MaxBytes);
        Assert.Equal((9000, 4, 3), (LedgerJson.Read(json).Counters["F"], LedgerJson.Read(json).Counters["Q"], LedgerJson.Read(json).Counters["AC9"]));
    }

    [Fact]
    public void Write_TheLargestThatARequestMayState_Fits()
    {
        var stated = Enumerable.Range(0, 20).Select(number => $"{number} ".PadRight(300, '\u6F22')).ToArray();
        var idea = string.Concat(Enumerable.Range(0, 100).Select(number => $"🦀漢 No cloud on server {number}, it must use PostgreSQL. "))[..5000];

        var json = LedgerJson.Write(Intake.Intakes.OfCode(idea, stated));

        Assert.True(Encoding.UTF8.GetByteCount(json) <= LedgerJson.MaxBytes);
        Assert.True(LedgerJson.Read(json).Constraints.Count >= 20);
    }

    [Theory]
    [InlineData("""{"counters":{"F":2,"US":1,"NFR":1}}""")]
    [InlineData("""{ "counters": {"NFR": 1, "F": 2, "US": 1} }""")]
    public void Write_OfWhatADatabaseWroteAnew_GivesTheSameText(string stored) =>
        Assert.EndsWith("{\"F\":2,\"NFR\":1,\"US\":1}}", LedgerJson.Write(LedgerJson.Read(stored)), StringComparison.Ordinal);
}
