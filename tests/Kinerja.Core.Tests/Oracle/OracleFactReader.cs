using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>The facts and values of the sheet or of one record of a list.</summary>
internal sealed class OracleRecord(OracleRecord? parent, string listPath)
{
    internal OracleRecord? Parent => parent;

    /// <summary>How many lists deep; the sheet is 0.</summary>
    internal int Level { get; } = parent is null ? 0 : parent.Level + 1;

    /// <summary>The names of the lists around the record, with dots; empty for the sheet.</summary>
    internal string ListPath => listPath;

    /// <summary>Where the record stands, such as <c>items[0].inner[2]</c>; empty for the sheet.</summary>
    internal string Path
    {
        get
        {
            if (parent is null)
                return "";

            var name = listPath.Split('.')[^1];
            var place = parent.Lists[name].ToList().IndexOf(this);
            return $"{parent.Path}{(parent.Level == 0 ? "" : ".")}{name}[{place}]";
        }
    }

    /// <summary>Facts, fields, parameters, and each value once it is computed.</summary>
    internal Dictionary<string, OracleOutcome> Outcomes { get; } = [];

    /// <summary>Lists that were given; one that is not applicable or failed stands in <see cref="Outcomes"/>.</summary>
    internal Dictionary<string, IReadOnlyList<OracleRecord>> Lists { get; } = [];
}

/// <summary>Reads facts from JSON against their declarations, and notes each that is wrong or missing.</summary>
internal sealed class OracleFactReader(OraclePolicyReader policy, List<string> issues)
{
    internal void Read(IReadOnlyList<OracleFact> facts, JsonElement json, OracleRecord record)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (facts.All(fact => fact.Name != member.Name))
                issues.Add($"{member.Name} is not declared");
        }

        var catalogue = OracleCatalogue.Complete(facts, json);
        foreach (var fact in facts)
            ReadFact(fact, json, record, catalogue.GetValueOrDefault(fact.Name) ?? []);
    }

    /// <param name="set">What codes beside the fact say that it is; the fact may only repeat it.</param>
    private void ReadFact(OracleFact fact, JsonElement json, OracleRecord record, List<JsonElement> set)
    {
        if (set.Count > 0)
        {
            List<JsonElement> said = OracleCatalogue.Given(json, fact.Name) is { } repeated ? [repeated, .. set] : set;
            var outcomes = said.Select(each => ReadScalar(fact, each, record)).ToList();
            Set(fact, record, outcomes.Distinct().Count() == 1 ? outcomes[^1] : OracleOutcome.Failed($"{fact.Name} is not what its code sets"));
            return;
        }

        if (!json.TryGetProperty(fact.Name, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            if (InsteadOfMissing(fact) is not { } instead)
            {
                Set(fact, record, MissingOutcome(fact));
                return;
            }

            given = instead;
        }

        if (fact.Type == "list")
            ReadList(fact, given, record);
        else
            Set(fact, record, ReadScalar(fact, given, record));
    }

    /// <summary>The JSON that stands for a missing fact, from <c>default</c>, <c>"zero"</c> or <c>{ "value": … }</c>.</summary>
    internal static JsonElement? InsteadOfMissing(OracleFact fact)
    {
        if (fact.Json.TryGetProperty("default", out var @default))
            return @default;
        if (!fact.Json.TryGetProperty("ifMissing", out var ifMissing))
            return null;
        if (ifMissing.ValueKind == JsonValueKind.Object)
            return ifMissing.GetProperty("value");
        if (ifMissing.GetString() != "zero")
            return null;

        return JsonElement.Parse(fact.Type == "list" ? "[]" : "0");
    }

    private static OracleOutcome MissingOutcome(OracleFact fact) => OraclePolicyReader.Text(fact.Json, "ifMissing") == "exclude"
        ? OracleOutcome.NotApplicable
        : OracleOutcome.Failed($"{fact.Name} is missing");

    private void Set(OracleFact fact, OracleRecord record, OracleOutcome outcome)
    {
        record.Outcomes[fact.Name] = outcome;
        if (fact.Type == "identityNumber" && outcome is not TextOutcome)
        {
            foreach (var part in OracleIdentity.Parts)
                record.Outcomes[$"{fact.Name}.{part.Name}"] = outcome;
        }

        if (outcome is FailedOutcome failed)
            issues.Add(failed.Reason);
    }

    private void ReadList(OracleFact fact, JsonElement json, OracleRecord record)
    {
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            Set(fact, record, OracleOutcome.Failed($"{fact.Name} is no list of objects"));
            return;
        }

        var length = new Fraction(json.GetArrayLength());
        if (IsBeyond(fact, "min", length, -1) || IsBeyond(fact, "max", length, 1))
        {
            Set(fact, record, OracleOutcome.Failed($"{fact.Name} has {length} records"));
            return;
        }

        var path = record.ListPath.Length == 0 ? fact.Name : $"{record.ListPath}.{fact.Name}";
        var records = new List<OracleRecord>();
        foreach (var item in json.EnumerateArray())
        {
            records.Add(new OracleRecord(record, path));
            Read(fact.Fields, item, records[^1]);
        }

        record.Lists[fact.Name] = records;
    }

    private OracleOutcome ReadScalar(OracleFact fact, JsonElement json, OracleRecord record)
    {
        var isText = json.ValueKind == JsonValueKind.String;
        return fact.Type switch
        {
            "number" when json.ValueKind == JsonValueKind.Number => ReadNumber(fact, json),
            "boolean" when json.ValueKind is JsonValueKind.True or JsonValueKind.False => OracleOutcome.Of(json.GetBoolean()),
            "text" when isText => ReadText(fact, json.GetString()!),
            "code" when isText => ReadCode(fact, json.GetString()!),
            "rating" when isText => policy.Rating(OraclePolicyReader.Text(fact.Json, "scale")!, json.GetString()!),
            "date" when isText => ReadDate(fact, json.GetString()!),
            "identityNumber" when isText => ReadIdentity(fact, json.GetString()!, record),
            _ => OracleOutcome.Failed($"{fact.Name} is no {fact.Type}"),
        };
    }

    private static OracleOutcome ReadNumber(OracleFact fact, JsonElement json)
    {
        if (Fraction.Parse(json.GetRawText()) is not { } number)
            return OracleOutcome.Failed($"{fact.Name} is too long");
        if (IsBeyond(fact, "min", number, -1) || IsBeyond(fact, "max", number, 1))
            return OracleOutcome.Failed($"{fact.Name} is out of range");

        return fact.Json.TryGetProperty("digits", out var digits) && !(number * Fraction.PowerOfTen(digits.GetInt32())).IsWhole
            ? OracleOutcome.Failed($"{fact.Name} has too many decimals")
            : new NumberOutcome(number);
    }

    private static bool IsBeyond(OracleFact fact, string limit, Fraction number, int side)
    {
        if (!fact.Json.TryGetProperty(limit, out var edge))
            return false;

        var comparison = number.CompareTo(Fraction.Parse(edge.GetRawText())!.Value);
        var exclusive = side < 0 ? "exclusiveMin" : "exclusiveMax";
        return comparison == side
            || (comparison == 0 && fact.Json.TryGetProperty(exclusive, out var isExclusive) && isExclusive.GetBoolean());
    }

    private static OracleOutcome ReadText(OracleFact fact, string text)
    {
        var limit = fact.Json.TryGetProperty("maxLength", out var maxLength) ? maxLength.GetInt32() : 200;
        return text.Length <= limit ? new TextOutcome(text) : OracleOutcome.Failed($"{fact.Name} is too long");
    }

    private static OracleOutcome ReadCode(OracleFact fact, string text)
    {
        return OracleCatalogue.Codes(fact.Json).Contains(text) ? new TextOutcome(text) : OracleOutcome.Failed($"{fact.Name} has no code {text}");
    }

    private static OracleOutcome ReadDate(OracleFact fact, string text)
    {
        if (OracleDates.Parse(text) is not DateOutcome date)
            return OracleOutcome.Failed($"{fact.Name} is no date");

        var isEarly = OraclePolicyReader.Text(fact.Json, "min") is { } min && OracleOperators.Compare(date, OracleDates.Parse(min)) < 0;
        var isLate = OraclePolicyReader.Text(fact.Json, "max") is { } max && OracleOperators.Compare(date, OracleDates.Parse(max)) > 0;
        return isEarly || isLate ? OracleOutcome.Failed($"{fact.Name} is out of range") : date;
    }

    private static OracleOutcome ReadIdentity(OracleFact fact, string text, OracleRecord record)
    {
        var number = text.Replace(" ", "", StringComparison.Ordinal);
        var isStrict = !fact.Json.TryGetProperty("strict", out var strict) || strict.GetBoolean();
        if (OracleIdentity.Read(number, isStrict) is not { } parts)
            return OracleOutcome.Failed($"{fact.Name} is no identity number");

        foreach (var part in parts)
            record.Outcomes[$"{fact.Name}.{part.Key}"] = part.Value;

        return new TextOutcome(number);
    }
}
