using System.Collections.Immutable;
using System.Text;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>An expression of the policy with the place it was written at: a formula in text, or a plain number or boolean.</summary>
internal sealed class Formula
{
    private readonly Func<int, int> _offsetOf;

    private Formula(string text, Expression root, Place place, Func<int, int> offsetOf)
    {
        Text = text;
        Root = root;
        Place = place;
        _offsetOf = offsetOf;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    public Expression Root { get; }

    public Place Place { get; }

    /// <summary>The place of a piece of the formula in the document.</summary>
    public Place At(Span span) => Place with { Offset = _offsetOf(span.Start) };

    /// <summary>A formula written as a JSON text.</summary>
    public static Formula? Parse(JsonText json, string path, PolicyLimits limits, DiagnosticBag diagnostics) =>
        Parse(json.Value, json.At(path), json.OffsetOf, limits, diagnostics);

    /// <summary>A formula that stands alone: the text is its own document.</summary>
    public static Formula? Parse(string text, string name, PolicyLimits limits, DiagnosticBag diagnostics)
    {
        // Text from outside can hold halves of surrogate pairs; the lexer refuses them.
        var source = new SourceText(name, Encoding.UTF8.GetBytes(text.Length <= limits.FormulaBytes ? text : text[..limits.FormulaBytes]));
        return Parse(text, new Place(source, 0, ""), start => Encoding.UTF8.GetByteCount(text.AsSpan(0, start)), limits, diagnostics);
    }

    /// <summary>A bare word that stands for itself.</summary>
    public static Formula Word(JsonText json, string path) =>
        new($"'{json.Value}'", new TextLiteral(json.Value, default), json.At(path), _ => json.Start);

    /// <summary>A formula that the format itself writes for a shorter form; all of it stands at one place.</summary>
    public static Formula Made(string text, Place place) => new(
        text,
        Parser.Parse(text, PolicyLimits.Default, mistake => throw new InvalidOperationException($"'{text}' is no formula: {mistake.Descriptor.Code}."))!,
        place,
        _ => place.Offset);

    /// <summary>A constant written as a JSON number or boolean.</summary>
    public static Formula Constant(JsonValue json, string path)
    {
        Expression root = json is JsonNumber number ? new NumberLiteral(number.Value, default) : new BooleanLiteral(((JsonBoolean)json).Value, default);
        var text = json is JsonNumber { Text: var written } ? written : ((JsonBoolean)json).Value ? "true" : "false";
        return new Formula(text, root, json.At(path), _ => json.Start);
    }

    private static Formula? Parse(string text, Place place, Func<int, int> offsetOf, PolicyLimits limits, DiagnosticBag diagnostics)
    {
        var root = Parser.Parse(text, limits, mistake =>
            diagnostics.Report(mistake.Descriptor, place with { Offset = offsetOf(mistake.Span.Start) }, [.. mistake.Arguments]));
        return root is null ? null : new Formula(text, root, place, offsetOf);
    }
}
