using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads strict JSON into a tree with places, and reports everything that strictness refuses, not only the first.</summary>
/// <remarks>
/// The tokens come from the platform's reader. Comments and trailing commas are let through there so that they can be reported
/// here with their place while reading goes on; only text that is no JSON at all ends the reading.
/// </remarks>
internal ref struct JsonTreeReader
{
    private const int MostPath = 1_000; // characters of a path; names that people write end long before

    private const int DepthGuard = 1_000; // the platform's own limit only has to lie above ours

    private readonly SourceText _source;
    private readonly PolicyLimits _limits;
    private readonly DiagnosticBag _diagnostics;
    private Utf8JsonReader _reader;

    private JsonTreeReader(SourceText source, PolicyLimits limits, DiagnosticBag diagnostics)
    {
        _source = source;
        _limits = limits;
        _diagnostics = diagnostics;
        _reader = new Utf8JsonReader(source.Utf8.Span, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Allow,
            MaxDepth = DepthGuard,
        });
    }

    /// <summary>The tree, or null when the text cannot be read at all; what was reported tells why.</summary>
    public static JsonValue? Read(string name, ReadOnlyMemory<byte> utf8, PolicyLimits limits, DiagnosticBag diagnostics)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var source = new SourceText(name, utf8);
        if (utf8.Length > limits.DocumentBytes)
        {
            diagnostics.Report(DiagnosticCatalog.DocumentTooLarge, new Place(source, 0, ""), limits.DocumentBytes);
            return null;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            diagnostics.Report(DiagnosticCatalog.InvalidUtf8, new Place(source, InvalidAt(utf8.Span), ""));
            return null;
        }

        var reader = new JsonTreeReader(source, limits, diagnostics);
        try
        {
            return reader.ReadDocument();
        }
        catch (JsonException exception)
        {
            var offset = OffsetOf(utf8.Span, exception);
            diagnostics.Report(DiagnosticCatalog.JsonSyntax, new Place(source, offset, ""), Describe(utf8.Span, offset));
            return null;
        }
        catch (ReadingStoppedException)
        {
            return null; // reported where it happened
        }
    }

    private JsonValue? ReadDocument()
    {
        Next();
        var value = ReadValue("");
        if (Next())
            throw new JsonException(null, null, null, null);
        return value;
    }

    // Moves to the next token that is not a comment; each comment is reported.
    private bool Next()
    {
        while (_reader.Read())
        {
            if (_reader.TokenType != JsonTokenType.Comment)
                return true;
            _diagnostics.Report(DiagnosticCatalog.Comment, new Place(_source, (int)_reader.TokenStartIndex, ""));
        }

        return false;
    }

    private JsonValue ReadValue(string path)
    {
        var start = (int)_reader.TokenStartIndex;
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(start, path);
            case JsonTokenType.StartArray:
                return ReadArray(start, path);
            case JsonTokenType.String:
                return new JsonText(_source, start, ReadText(start, path));
            case JsonTokenType.Number:
                return ReadNumber(start, path);
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonBoolean(_source, start, _reader.TokenType == JsonTokenType.True);
            default:
                return new JsonNull(_source, start);
        }
    }

    private JsonObject ReadObject(int start, string path)
    {
        CheckDepth(start, path);
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Next() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var nameStart = (int)_reader.TokenStartIndex;
            var name = ReadText(nameStart, path);
            var memberPath = path.Length == 0 ? name : path.Length > MostPath ? path : $"{path}.{name}";
            Next();
            var value = ReadValue(memberPath);
            if (names.Add(name))
                members.Add(new JsonMember(name, nameStart, value));
            else
                _diagnostics.Report(DiagnosticCatalog.RepeatedMember, new Place(_source, nameStart, memberPath), name);
        }

        CheckTrailingComma(path);
        return new JsonObject(_source, start, members.DrainToImmutable());
    }

    private JsonArray ReadArray(int start, string path)
    {
        CheckDepth(start, path);
        var items = ImmutableArray.CreateBuilder<JsonValue>();
        while (Next() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(path.Length > MostPath ? path : $"{path}[{items.Count}]"));
        CheckTrailingComma(path);
        return new JsonArray(_source, start, items.DrainToImmutable());
    }

    private JsonNumber ReadNumber(int start, string path)
    {
        var text = Encoding.ASCII.GetString(_reader.ValueSpan);
        if (Rational.Parse(text, out var value) != NumberFault.None)
            _diagnostics.Report(DiagnosticCatalog.NumberTooLong, new Place(_source, start, path));
        return new JsonNumber(_source, start, value, text);
    }

    private readonly string ReadText(int start, string path)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair written as an escape: valid JSON, but no Unicode text.
            _diagnostics.Report(DiagnosticCatalog.InvalidUtf8, new Place(_source, start, path));
            throw new ReadingStoppedException();
        }
    }

    private readonly void CheckDepth(int start, string path)
    {
        if (_reader.CurrentDepth < _limits.JsonDepth)
            return;
        _diagnostics.Report(DiagnosticCatalog.JsonTooDeep, new Place(_source, start, Shorten(path)), _limits.JsonDepth);
        throw new ReadingStoppedException();
    }

    private readonly void CheckTrailingComma(string path)
    {
        var bytes = _source.Utf8.Span;
        var before = (int)_reader.TokenStartIndex - 1;
        while (before >= 0 && bytes[before] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            before--;
        if (before >= 0 && bytes[before] == (byte)',')
            _diagnostics.Report(DiagnosticCatalog.TrailingComma, new Place(_source, before, path));
    }

    private static string Shorten(string path) => path.Length <= 100 ? path : path[..100] + "…";

    private static int InvalidAt(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var width) == System.Buffers.OperationStatus.Done)
            offset += width;
        return offset;
    }

    // The exception counts lines from 0 and bytes within the line from 0.
    private static int OffsetOf(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        if (exception.LineNumber is not { } line)
            return utf8.Length;
        var offset = 0;
        for (; line > 0; line--)
            offset += utf8[offset..].IndexOf((byte)'\n') + 1;
        return Math.Min(offset + (int)(exception.BytePositionInLine ?? 0), utf8.Length);
    }

    private static LocalizedText Describe(ReadOnlySpan<byte> utf8, int offset)
    {
        if (offset >= utf8.Length)
            return new LocalizedText("teks berakhir terlalu dini.", "the text ends too early.");
        Rune.DecodeFromUtf8(utf8[offset..], out var rune, out _);
        var before = offset - 1;
        while (before >= 0 && utf8[before] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            before--;
        var last = before < 0 ? '\0' : (char)utf8[before];
        // The slips that people make most, by their own names.
        return rune.ToString() switch
        {
            "%" => new LocalizedText("tulis angkanya saja, tanpa '%'.", "write the number alone, without '%'."),
            "'" or "\u2018" or "\u2019" or "\u201C" or "\u201D" => new LocalizedText($"'{rune}' bukan tanda kutip JSON; pakai tanda kutip lurus \".", $"'{rune}' is no quote of JSON; use the straight quote \"."),
            [>= '0' and <= '9'] when last == ',' && before > 0 && char.IsAsciiDigit((char)utf8[before - 1]) => new LocalizedText("tanda desimal adalah titik, misalnya 0.5.", "the decimal mark is a point, as in 0.5."),
            "\"" or "{" or "[" when last is '"' or '}' or ']' or 'e' or 'l' || char.IsAsciiDigit(last) => new LocalizedText("koma kurang sebelum ini.", "a comma is missing before this."),
            _ => new LocalizedText($"tidak menduga '{rune}' di sini.", $"'{rune}' was not expected here."),
        };
    }

    // Ends the reading after its reason was reported; never leaves this file.
    private sealed class ReadingStoppedException : Exception;
}
