namespace AiDevFramework.Offline;

/// <summary>Reads clauses by the grammar of a language.</summary>
internal interface IClauseReader
{
    void BeginSentence();

    /// <summary>The words for the product in the first clause.</summary>
    /// <param name="behind">Index of the token where the rest of the clause begins.</param>
    /// <returns>Index of the first token of the product's words; where it is <paramref name="behind"/>, or something else was found before it, there are none.</returns>
    int ReadProduct(int first, int end, out int behind);

    void Read(int first, int end);
}
