namespace AiDevFramework.Architecture.Tests;

public sealed class CirclesTests
{
    [Theory]
    [InlineData("a>b b>c", "")]
    [InlineData("a>a", "")]
    [InlineData("a>b b>a", "a,b")]
    [InlineData("a>b b>c c>a c>d", "a,b,c")]
    [InlineData("a>b b>a b>c c>d d>c", "a,b|c,d")]
    [InlineData("a>b b>a c>a d>c", "a,b")]
    public void Find_Arrows_AreTheGroupsThatReachEachOther(string arrows, string circles) =>
        Assert.Equal(
            circles,
            string.Join('|', Circles.Find(arrows.Split(' ').Select(arrow => (arrow[..1], arrow[2..])))
                .Select(circle => string.Join(',', circle))));
}
