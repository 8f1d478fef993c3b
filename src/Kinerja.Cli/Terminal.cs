using System.Text;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli;

/// <summary>What a run is connected to: the three streams, what they are, and the wish to stop.</summary>
internal sealed class Terminal(Stream input, Stream output, TextWriter error)
{
    public const int UsualWidth = 100;

    private StreamWriter? _rawText;
    private PrintableWriter? _text;

    public Stream Output { get; } = output;

    /// <summary>Standard error for text, made fit to be shown.</summary>
    public TextWriter Error { get; } = new PrintableWriter(error);

    /// <summary>Standard error for colours and bars of our own; nothing from a file may go there unseen.</summary>
    public TextWriter RawError { get; } = error;

    /// <summary>Whether a person types standard input.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether a person reads standard output as it comes.</summary>
    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Characters a line of standard output; where no person watches, what fits on most screens.</summary>
    public int OutputWidth { get; init; } = UsualWidth;

    /// <summary>Characters a line of standard error.</summary>
    public int ErrorWidth { get; init; } = UsualWidth;

    /// <summary>Whether the environment asks for Indonesian.</summary>
    public bool IsIndonesian { get; init; }

    public CancellationToken Stop { get; init; }

    /// <summary>The language of messages where the command line does not choose one.</summary>
    public Language DefaultLanguage => IsIndonesian ? Language.Indonesian : Language.English;

    /// <summary>Standard output for text, made fit to be shown: UTF-8 without a mark, lines ended by a line feed on every system.</summary>
    public TextWriter Text => _text ??= new PrintableWriter(RawText);

    /// <summary>Standard output for text that is printed as it is: JSON, which escapes by itself, and colours of our own.</summary>
    public TextWriter RawText => _rawText ??= new StreamWriter(Output, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Standard input; a person who sits before it is told that the program waits.</summary>
    public Stream OpenInput(Language language)
    {
        if (IsInputTerminal)
            Error.WriteLine(language.Say("kinerja: membaca dari masukan standar; akhiri dengan Ctrl-D (Windows: Ctrl-Z lalu Enter).", "kinerja: reading standard input; end it with Ctrl-D (Windows: Ctrl-Z, then Enter)."));
        return input;
    }

    public void Flush()
    {
        _rawText?.Flush();
        Output.Flush();
        Error.Flush();
    }
}
