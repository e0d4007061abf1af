namespace AiDevFramework.Web.Projects;

/// <summary>What the list is narrowed to, as the query string has it: empty texts stand for everything.</summary>
public sealed record ProjectFilter(string Search, string Status, string Phase, string Verdict, string Owner, string Since, string Sort)
{
    public const string DefaultSort = "-created_at";

    public static readonly ProjectFilter All = new("", "", "", "", "", "", DefaultSort);

    public bool IsAll => this with { Sort = DefaultSort } == All;

    /// <summary>Whether more is set than what stands above the form's details: search and status.</summary>
    public bool IsDetailed => this with { Search = "", Status = "" } != All;
}
