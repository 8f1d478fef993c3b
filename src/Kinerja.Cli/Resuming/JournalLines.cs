using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Resuming;

/// <summary>The lines of a journal as JSON.</summary>
/// <remarks>Written and read member by member: a serializer for these few numbers would be compiled anew in every run, which takes a tenth of a second.</remarks>
internal static class JournalLines
{
    public static byte[] Of(RunIdentity run) => Write(json => WriteArray(json, nameof(run.Features), run.Features, feature =>
    {
        json.WriteString(nameof(feature.Name), feature.Name);
        json.WriteString(nameof(feature.Value), feature.Value);
    }));

    public static byte[] Of(Checkpoint checkpoint) => Write(json =>
    {
        json.WriteNumber(nameof(checkpoint.Input), checkpoint.Input);
        json.WriteStartObject(nameof(checkpoint.Mark));
        json.WriteNumber(nameof(InputMark.Offset), checkpoint.Mark.Offset);
        json.WriteNumber(nameof(InputMark.Line), checkpoint.Mark.Line);
        json.WriteNumber(nameof(InputMark.Records), checkpoint.Mark.Records);
        json.WriteEndObject();
        WriteArray(json, nameof(checkpoint.Outputs), checkpoint.Outputs, output =>
        {
            json.WriteNumber(nameof(output.Length), output.Length);
            json.WriteNumber(nameof(output.Crc), output.Crc);
        });
        WriteArray(json, nameof(checkpoint.Counts), checkpoint.Counts, counts =>
        {
            json.WriteNumber(nameof(counts.Scored), counts.Scored);
            json.WriteNumber(nameof(counts.Provisional), counts.Provisional);
            json.WriteNumber(nameof(counts.Rejected), counts.Rejected);
        });
        json.WriteBoolean(nameof(checkpoint.IsSupposed), checkpoint.IsSupposed);
        json.WriteBoolean(nameof(checkpoint.IsComplete), checkpoint.IsComplete);
    });

    /// <summary>Which run it was; null for a line that is torn.</summary>
    public static RunIdentity? ReadRun(ReadOnlyMemory<byte> line) => Read(line, json =>
        new RunIdentity([.. json.GetProperty(nameof(RunIdentity.Features)).EnumerateArray().Select(feature => new RunFeature(Text(feature, nameof(RunFeature.Name)), Text(feature, nameof(RunFeature.Value))))]));

    /// <summary>A checkpoint; null for a line that is torn.</summary>
    public static Checkpoint? ReadCheckpoint(ReadOnlyMemory<byte> line) => Read(line, json =>
    {
        var mark = json.GetProperty(nameof(Checkpoint.Mark));
        return new Checkpoint(
            json.GetProperty(nameof(Checkpoint.Input)).GetInt32(),
            new InputMark(mark.GetProperty(nameof(InputMark.Offset)).GetInt64(), mark.GetProperty(nameof(InputMark.Line)).GetInt32(), mark.GetProperty(nameof(InputMark.Records)).GetInt64()),
            [.. json.GetProperty(nameof(Checkpoint.Outputs)).EnumerateArray().Select(output => new Extent(output.GetProperty(nameof(Extent.Length)).GetInt64(), output.GetProperty(nameof(Extent.Crc)).GetUInt32()))],
            [.. json.GetProperty(nameof(Checkpoint.Counts)).EnumerateArray().Select(counts => new PeopleCounts(
                counts.GetProperty(nameof(PeopleCounts.Scored)).GetInt32(), counts.GetProperty(nameof(PeopleCounts.Provisional)).GetInt32(), counts.GetProperty(nameof(PeopleCounts.Rejected)).GetInt32()))],
            json.GetProperty(nameof(Checkpoint.IsSupposed)).GetBoolean(),
            json.GetProperty(nameof(Checkpoint.IsComplete)).GetBoolean());
    });

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new JsonException();

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return line.WrittenSpan.ToArray();
    }

    private static T? Read<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
