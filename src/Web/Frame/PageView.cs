using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.Frame;

/// <summary>What every screen knows of the request that it answers.</summary>
public sealed record PageView
{
    public required Texts Texts { get; init; }

    /// <summary>The service's name, <c>PROJECT_NAME</c>.</summary>
    public required string Product { get; init; }

    /// <summary>The path that a proxy takes off, without a slash at its end; mostly empty.</summary>
    public required string Root { get; init; }

    /// <summary>Path and query of this page below <see cref="Root"/>, to come back to it.</summary>
    public required string Here { get; init; }

    /// <summary>Where scripts and styles are, below <see cref="Root"/>.</summary>
    public required string Assets { get; init; }

    /// <summary>Who is signed in; <see langword="null"/>: nobody.</summary>
    public Visitor? Visitor { get; init; }

    /// <param name="path">Ours, with a slash at its beginning.</param>
    public string Url(string path) => Root + path;

    /// <param name="file">Below wwwroot: <c>page.css</c>.</param>
    public string Asset(string file) => $"{Root}{Assets}/{file}";
}
