using System.Text;

namespace Kinerja.Cli.Reporting;

/// <summary>Writes text for people: of what is not printable only line feeds and tabs come through.</summary>
internal sealed class PrintableWriter : TextWriter
{
    private readonly TextWriter _inner;

    public PrintableWriter(TextWriter inner)
    {
        _inner = inner;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => _inner.Encoding;

    public override void Write(char value)
    {
        if (value == '\n')
            _inner.WriteLine(); // as the system ends its lines
        else
            _inner.Write(Printable.Letter(value));
    }

    public override void Flush() => _inner.Flush();
}
