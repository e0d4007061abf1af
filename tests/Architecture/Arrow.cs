namespace AiDevFramework.Architecture;

/// <summary>A place where one namespace uses another.</summary>
/// <param name="From">The namespace that the using file's folder asks for.</param>
/// <param name="To">The namespace that is used.</param>
/// <param name="File">The using file, relative to <c>src/</c>.</param>
/// <param name="Line">The first line that uses it, counted from 1.</param>
/// <param name="FromProject">The folder of <c>src/</c> that holds <paramref name="File"/>.</param>
/// <param name="ToProject">The folder of <c>src/</c> that declares what is used.</param>
internal sealed record Arrow(string From, string To, string File, int Line, string FromProject, string ToProject);
