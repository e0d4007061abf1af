namespace AiDevFramework.Browser.Tests.Judges;

/// <param name="Judge">Who found it.</param>
internal sealed record Fault(string Judge, string Words)
{
    public override string ToString() => $"{Judge}: {Words}";
}
