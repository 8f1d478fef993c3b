namespace Kinerja.Core.Authoring;

/// <summary>Facts from JSON, member for member; what they mean is for the policy to say.</summary>
internal static class JsonFacts
{
    public static FactRecord ToRecord(JsonObject json) =>
        new([.. json.Members.Select(member => KeyValuePair.Create(member.Name, ToValue(member.Value)))]);

    public static FactValue ToValue(JsonValue json) => json switch
    {
        JsonNumber number => number.Value,
        JsonBoolean boolean => boolean.Value,
        JsonText text => text.Value,
        JsonArray array => FactValue.ListOf([.. array.Items.Select(ToValue)]),
        JsonObject record => FactValue.Of(ToRecord(record)),
        _ => FactValue.Missing,
    };
}
