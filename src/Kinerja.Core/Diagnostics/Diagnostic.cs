using System.Collections.Immutable;
using System.Globalization;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core;

/// <summary>One problem of a policy, a formula or a person's data: a value, never an exception.</summary>
/// <remarks>Wording is made when it is asked for; nothing in the library reads a message to decide.</remarks>
public sealed class Diagnostic
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly Place? _place;

    internal Diagnostic(DiagnosticDescriptor descriptor, Place? place, string path, ImmutableArray<object> arguments)
    {
        _descriptor = descriptor;
        _place = place;
        Path = path;
        Arguments = arguments;
    }

    /// <summary>The code, such as <c>KIN2001</c>; it has a page in <c>docs/diagnostics</c> and never changes its meaning.</summary>
    public string Code => _descriptor.Code;

    /// <summary>Error or warning.</summary>
    public Severity Severity => _descriptor.Severity;

    /// <summary>Where in the JSON: <c>values.finalScore.formula</c> of a policy, <c>facts.planItems[2].actual</c> of a person (records count from 0).</summary>
    public string Path { get; }

    /// <summary>The document, or null where the problem is in data without a text.</summary>
    public string? File => _place?.Source.Name;

    /// <summary>Line from 1, or 0 without a text.</summary>
    public int Line => _place is { } place ? place.Source.Position(place.Offset).Line : 0;

    /// <summary>Column in characters from 1, or 0 without a text.</summary>
    public int Column => _place is { } place ? place.Source.Position(place.Offset).Column : 0;

    /// <summary>What the message begins with where neither an id nor a path tells the record, or null.</summary>
    internal LocalizedText? Where { get; private init; }

    /// <summary>What the message speaks of: texts and numbers in the order of the template.</summary>
    public ImmutableArray<object> Arguments { get; }

    /// <summary>What is wrong and where.</summary>
    public string Message(Language language) => (Where is null ? "" : $"{Where.In(language)}: ") + Fill(_descriptor.Template(language), language);

    /// <summary>The next step, or empty.</summary>
    public string Hint(Language language) => Fill(_descriptor.HintTemplate(language), language);

    /// <summary>The same problem, whose message begins with its place.</summary>
    internal Diagnostic In(LocalizedText where) => new(_descriptor, _place, Path, Arguments) { Where = where };

    /// <summary>The same problem seen from around: <paramref name="prefix"/> comes before the path.</summary>
    internal Diagnostic Inside(string prefix) => new(_descriptor, _place, prefix + Path, Arguments) { Where = Where };

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line},{Column}): {Code}: {Message(Language.English)} [{Path}]";

    private string Fill(string template, Language language)
    {
        var words = Arguments.Select(argument => argument switch
        {
            LocalizedText text => text.In(language),
            Suggestion suggestion => suggestion.Text().In(language),
            Place place => place.ToString(),
            Rational number => number.ToText(),
            _ => (object)(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? ""),
        }).ToArray();
        return string.Format(CultureInfo.InvariantCulture, template, words);
    }
}
