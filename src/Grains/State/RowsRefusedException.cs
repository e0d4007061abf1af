namespace AiDevFramework.Grains.State;

/// <summary>The database does not take the rows as they are: nothing was stored, and no repetition helps.</summary>
internal sealed class RowsRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
