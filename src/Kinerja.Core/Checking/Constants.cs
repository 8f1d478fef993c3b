using System.Globalization;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Constants of policies: read from JSON as a certain type, and printed.</summary>
internal static class Constants
{
    /// <summary>The value, or null after the mistake was reported.</summary>
    public static object? Read(JsonValue json, CheckedType type, string path, DiagnosticBag diagnostics)
    {
        switch (type.Kind, json)
        {
            case (DataType.Number, JsonNumber number):
                return number.Value;
            case (DataType.Boolean, JsonBoolean boolean):
                return boolean.Value;
            case (DataType.Text, JsonText text):
                return text.Value;
            case (DataType.Date, JsonText text):
                if (Period.TryParseDay(text.Value, out var day))
                    return day;
                diagnostics.Report(DiagnosticCatalog.InvalidDate, json.At(path), text.Value);
                return null;
            case (DataType.Code or DataType.Rating, JsonText text):
                var position = type.Words!.PositionOf(text.Value);
                if (position >= 0)
                    return position;
                diagnostics.Report(DiagnosticCatalog.UnknownCode, json.At(path), text.Value, type.Words.Name, Suggestion.For(text.Value, type.Words.Words));
                return null;
            default:
                diagnostics.Report(DiagnosticCatalog.ExpectedType, json.At(path), type.Name, json.Kind);
                return null;
        }
    }

    /// <summary>A constant as a formula would write it.</summary>
    public static string Print(object value, CheckedType type) => value switch
    {
        Rational number => number.ToText(),
        bool boolean => boolean ? "true" : "false",
        DateOnly day => Period.DayText(day),
        int position => type.Words!.Words[position],
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
