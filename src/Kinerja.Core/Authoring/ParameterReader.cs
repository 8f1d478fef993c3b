using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the declaration of one parameter.</summary>
internal static class ParameterReader
{
    private static readonly Words<FactType> Types = new()
    {
        { "number", FactType.Number },
        { "boolean", FactType.Boolean },
        { "text", FactType.Text },
        { "rating", FactType.Rating },
        { "date", FactType.Date },
    };

    private static readonly Words<InForceAt> Moments = new() { { "start", InForceAt.Start }, { "end", InForceAt.End } };

    public static ParameterDeclaration Read(string name, ObjectReader reader)
    {
        FactType? type = reader.Has("type") ? reader.Word("type", FactType.Text, Types) : null;
        reader.Flag("needsSource");
        var between = reader.List("between");
        var bounds = between.Select(item => item.Value).OfType<JsonNumber>().Select(number => number.Value).ToImmutableArray();
        if (reader.Has("between") && (between.Length != 2 || bounds.Length != 2))
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Get("between")!.At(reader.PathOf("between")), "between", new LocalizedText("dua angka: batas bawah dan atas", "two numbers: lowest and highest"));
        else if (bounds is [var low, var high] && low > high)
            reader.Diagnostics.Report(DiagnosticCatalog.EmptyRange, reader.Get("between")!.At(reader.PathOf("between")), low, high);
        var parameter = new ParameterDeclaration(
            name,
            type,
            reader.Reference("scale"),
            ReadValues(reader),
            reader.Word("at", InForceAt.WholePeriod, Moments),
            bounds.Length == 2 ? bounds : [],
            [.. reader.List("oneOf").Select(item => item.Value)],
            SheetReader.ReadDescription(reader),
            reader.Place);
        LayerLaws.CheckBounds(parameter, reader.Json, reader.Diagnostics);
        return parameter;
    }

    private static ImmutableArray<DatedValue> ReadValues(ObjectReader reader)
    {
        switch (reader.ExactlyOneOf("value", "dated"))
        {
            case "value":
                var value = reader.Get("value")!;
                return IsConstant(reader, value, reader.PathOf("value")) ? [new DatedValue(null, value, value.At(reader.PathOf("value")))] : [];
            case "dated":
                return ReadDated(reader);
            default:
                return [];
        }
    }

    private static ImmutableArray<DatedValue> ReadDated(ObjectReader reader)
    {
        var values = ImmutableArray.CreateBuilder<DatedValue>();
        foreach (var entry in reader.Objects("dated"))
        {
            entry.Require("from");
            var (from, value) = (entry.Date("from"), entry.Require("value"));
            var description = SheetReader.ReadDescription(entry);
            entry.Close();
            if (from is not { } day || value is null || !IsConstant(entry, value, entry.PathOf("value")))
                continue;
            if (values.Count > 0 && values[^1].From is { } before && before >= day)
                reader.Diagnostics.Report(DiagnosticCatalog.DatesOutOfOrder, entry.Place, Period.DayText(before), Period.DayText(day));
            values.Add(new DatedValue(day, value, value.At(entry.PathOf("value")), description));
        }

        if (values.Count == 0)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Get("dated")!.At(reader.PathOf("dated")), "dated", new LocalizedText("sedikitnya satu nilai bertanggal", "at least one dated value"));
        return values.DrainToImmutable();
    }

    private static bool IsConstant(ObjectReader reader, JsonValue value, string path)
    {
        if (value is JsonNumber or JsonText or JsonBoolean)
            return true;
        reader.Diagnostics.Report(DiagnosticCatalog.WrongJsonType, value.At(path), new LocalizedText("angka, teks, atau true/false", "a number, text, or true/false"), value.Kind);
        return false;
    }
}
