using System.Text.Json.Serialization;

namespace Kinerja.Cli.Commands;

/// <summary>Writes text as JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class JsonText : JsonSerializerContext;
