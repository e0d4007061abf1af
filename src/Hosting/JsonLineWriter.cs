using System.Text;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>Turns the lines that are written into objects of <c>LOG_FORMAT=JSON</c>. Empty ones are left out.</summary>
internal sealed class JsonLineWriter(TextWriter inner) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value is not '\n')
        {
            _line.Append(value);
            return;
        }

        var text = _line.ToString().Trim();
        _line.Clear();
        if (text.Length > 0)
        {
            inner.WriteLine(JsonLine.Of("ERROR", ProcessLog.Category, text));
            inner.Flush();
        }
    }

    public override void Flush() => inner.Flush();
}
