namespace AiDevFramework.Offline;

/// <summary>What a product asks of its stack.</summary>
[Flags]
internal enum StackNeeds
{
    None = 0,
    Accounts = 1 << 0,
    Email = 1 << 1,
    Jobs = 1 << 2,
    Push = 1 << 3,
    Shared = 1 << 4,
    RealTime = 1 << 5,
    Geo = 1 << 6,
    Media = 1 << 7,
    Payments = 1 << 8,
    Search = 1 << 9,
    Reports = 1 << 10,
    Integration = 1 << 11,
    Roles = 1 << 12,
    Offline = 1 << 13,
    Ai = 1 << 14,
    TimeSeries = 1 << 15,
    Regulated = 1 << 16,
    Public = 1 << 17,
    Mobile = 1 << 18,
    Cli = 1 << 19,
    Desktop = 1 << 20,
    Extension = 1 << 21,
    Bot = 1 << 22,
    Local = 1 << 23,
}
