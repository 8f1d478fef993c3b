using System.Text;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli;

/// <summary>What a run is connected to: the three streams, what they are, and the wish to stop.</summary>
internal sealed class Terminal(Stream input, Stream output, TextWriter error)
{
    private StreamWriter? _text;

    public Stream Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether a person types standard input.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether a person reads standard output as it comes.</summary>
    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether the environment asks for Indonesian.</summary>
    public bool IsIndonesian { get; init; }

    public CancellationToken Stop { get; init; }

    /// <summary>The language of messages where the command line does not choose one.</summary>
    public Language DefaultLanguage => IsIndonesian ? Language.Indonesian : Language.English;

    /// <summary>Standard output for text: UTF-8 without a mark, lines ended by a line feed on every system.</summary>
    public TextWriter Text => _text ??= new StreamWriter(Output, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Standard input; a person who sits before it is told that the program waits.</summary>
    public Stream OpenInput(Language language)
    {
        if (IsInputTerminal)
            Error.WriteLine(language.Say("kinerja: membaca dari masukan standar; akhiri dengan Ctrl-D (Windows: Ctrl-Z lalu Enter).", "kinerja: reading standard input; end it with Ctrl-D (Windows: Ctrl-Z, then Enter)."));
        return input;
    }

    public void Flush()
    {
        _text?.Flush();
        Output.Flush();
        Error.Flush();
    }
}
