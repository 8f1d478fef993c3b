using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads <c>bands</c>, <c>points</c> and <c>interpolate</c>: intervals of a number, each with an outcome.</summary>
internal static class PiecewiseReader
{
    private static readonly Words<Including> IncludingWords = new()
    {
        { "from", Including.From },
        { "to", Including.To },
        { "both", Including.Both },
        { "neither", Including.Neither },
    };

    public static PiecewiseDefinition? Read(ObjectReader reader, PieceKind kind)
    {
        var of = reader.RequireFormula("of");
        if (kind == PieceKind.Bands)
            reader.Reference("scale"); // read by the value
        reader.Require("items");
        var items = ImmutableArray.CreateBuilder<PieceDeclaration>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("items"))
        {
            if (ReadItem(item, kind) is { } piece && (piece.Id is null || ValueReader.CheckItemId(item, piece.Id, ids)))
                items.Add(piece);
            item.Close();
        }

        if (reader.Get("items") is JsonArray { Items.IsEmpty: true } none)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, none.At(reader.PathOf("items")), "[]", new LocalizedText("sedikitnya satu butir", "at least one item"));
        return of is null ? null : new PiecewiseDefinition(kind, of, items.DrainToImmutable());
    }

    public static Including ReadIncluding(ObjectReader reader) => reader.Word("including", Including.From, IncludingWords);

    private static PieceDeclaration? ReadItem(ObjectReader item, PieceKind kind)
    {
        var piece = (Id: item.Text("id"), From: item.Formula("from"), To: item.Formula("to"), Including: ReadIncluding(item), When: item.Formula("when"), Description: SheetReader.ReadDescription(item));
        var outcome = kind switch
        {
            PieceKind.Bands => ReadOutcome(item),
            PieceKind.Points => item.RequireFormula("points") is { } points ? new ExpressionOutcome(points) : null,
            _ => item.ExactlyOneOf("value", "line") switch
            {
                "value" => item.Formula("value") is { } value ? new ExpressionOutcome(value) : null,
                "line" => ReadLine(item),
                _ => null,
            },
        };
        return outcome is null ? null : new PieceDeclaration(piece.Id, piece.From, piece.To, piece.Including, piece.When, outcome, piece.Description, item.Place);
    }

    /// <summary>A rating by its word, or an expression.</summary>
    public static Outcome? ReadOutcome(ObjectReader item) => item.ExactlyOneOf("rating", "value") switch
    {
        "rating" => item.Reference("rating") is { } rating ? new RatingOutcome(rating) : null,
        "value" => item.Formula("value") is { } value ? new ExpressionOutcome(value) : null,
        _ => null,
    };

    private static LineOutcome? ReadLine(ObjectReader item)
    {
        var written = item.List("line");
        var points = written.Select(point => point.Value).OfType<JsonArray>()
            .Where(point => point.Items is [JsonNumber, JsonNumber])
            .Select(point => (X: ((JsonNumber)point.Items[0]).Value, Y: ((JsonNumber)point.Items[1]).Value)).ToList();
        var place = item.Get("line")!.At(item.PathOf("line"));
        if (written.Length == 2 && points is [var first, var second] && first.X != second.X)
            return new LineOutcome(first.X, first.Y, second.X, second.Y, place);
        item.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, place, "line", new LocalizedText("dua titik [x, y] dengan x berbeda", "two points [x, y] with different x"));
        return null;
    }
}
