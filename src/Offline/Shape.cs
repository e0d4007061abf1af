namespace AiDevFramework.Offline;

/// <summary>What a clause of an idea does, told by its verb and by nothing of its domain.</summary>
internal enum Shape
{
    Other,
    Keep,
    Book,
    Lend,
    Pay,
    Show,
    Tell,
    Share,
    Read,
    Write,
    Convert,
    SignIn,
    Find,
    Rate,
    Approve,
    Order,
}
