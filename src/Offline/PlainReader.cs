namespace AiDevFramework.Offline;

/// <summary>Quotes every clause of a language whose grammar is not known here.</summary>
internal sealed class PlainReader(PieceList pieces) : IClauseReader
{
    public void BeginSentence()
    {
        // A clause is a clause.
    }

    public int ReadProduct(int first, int end, out int behind)
    {
        behind = first;
        return first;
    }

    public void Read(int first, int end) => pieces.Add(first, end, Shape.Other);
}
