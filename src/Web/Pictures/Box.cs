namespace AiDevFramework.Web.Pictures;

/// <summary>A place in a picture, in its units: one is a CSS pixel at 100 %.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public int Middle => Y + (Height / 2);

    public bool Contains(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    public bool Overlaps(Box other) => other.X < Right && X < other.Right && other.Y < Bottom && Y < other.Bottom;
}
