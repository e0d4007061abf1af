using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Tests.Technologies;

public sealed class TechnologyScannerTests
{
    [Theory]
    [InlineData("PostgreSQL 16 + PostGIS + Redis", "postgresql postgis redis")]
    [InlineData("MongoDB Atlas on AWS", "mongodb-atlas aws")]
    [InlineData("postgres16, REDIS, Node.js 22 and C#", "postgresql redis nodejs csharp")]
    [InlineData(".NET 10 + ASP.NET Core + EF Core", "dotnet aspnet entity-framework")]
    [InlineData("PostgreSQL-Datenbank und Redis-Cache", "postgresql redis")]
    [InlineData("PostgreSQLを使う", "postgresql")]
    [InlineData("Go 1.22 + chi + sqlc", "go chi-router sqlc")]
    [InlineData("Backend: Go; Express (Node)", "go express nodejs")]
    [InlineData("Swift + SwiftUI + Core Data", "swift swiftui core-data")]
    [InlineData("Amazon RDS for PostgreSQL", "rds-postgresql")]
    [InlineData("Java 21 + Spring Boot + SAP JCo + Spring Data JPA", "java spring sap-jco spring-data")]
    [InlineData("SQL Server 2022, Ｄocker", "sql-server docker")]
    public void Find_InAChoice_NamesTheTechnologies(string text, string expected) =>
        Assert.Equal(expected.Split(' '), TechnologyScanner.Find(text, isList: true).Select(hit => hit.Technology.Id));

    [Theory]
    [InlineData("Go live in three weeks, then rest")]
    [InlineData("Express delivery and swift answers in spring")]
    [InlineData("Access to the notion of a segment; render the linear view")]
    [InlineData("R1, plan C and a room with a view")]
    [InlineData("Wir reagieren flink auf ein Update, der Kunde zoomt")]
    [InlineData("The maintenance windows, an influx of users, a superset")]
    [InlineData("Mehrere Postgresqls und mongodbähnliche")]
    [InlineData("")]
    public void Find_InEverydayWords_FindsNothing(string text)
    {
        Assert.Empty(TechnologyScanner.Find(text, isList: false));
        Assert.Empty(TechnologyScanner.Find(text, isList: true));
    }

    [Fact]
    public void Find_OfAName_SaysWhereItStands()
    {
        var hit = Assert.Single(TechnologyScanner.Find("Fotos in Amazon S3 ablegen", isList: false));

        Assert.Equal(("amazon-s3", 9, 9), (hit.Technology.Id, hit.Start, hit.Length));
    }

    [Theory]
    [InlineData("Go,")]
    [InlineData("Go=")]
    [InlineData("SQL ")]
    [InlineData("a")]
    [InlineData("amazon rds for ")]
    [InlineData("中")]
    [InlineData(".")]
    public void Find_InAMegabyteOfTheSame_IsLinear(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        TechnologyScanner.Find(text, isList: true);

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TestSupport.Machine.Allow(TimeSpan.FromSeconds(1)));
    }
}
