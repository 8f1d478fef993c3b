using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>The door of Authoring: policy JSON, with the policies it extends, becomes a <see cref="PolicyDocument"/>.</summary>
internal sealed class PolicyReader(PolicyOptions options, DiagnosticBag diagnostics)
{
    /// <summary>Every problem of the text is reported; null when nothing can be made of it.</summary>
    public PolicyDocument? Read(PolicySource source)
    {
        var merged = ReadLayers(source);
        if (merged is null || diagnostics.HasErrors)
            return null;
        var document = new SheetReader(options.Limits, diagnostics).Read(merged);
        return diagnostics.HasErrors ? null : document;
    }

    // From the policy down to the last base, then merged upwards.
    private JsonObject? ReadLayers(PolicySource source)
    {
        var layers = new Stack<JsonObject>();
        var ids = new List<string>();
        for (PolicySource? next = source; next is not null;)
        {
            var json = JsonTreeReader.Read(next.Name, next.Json, options.Limits, diagnostics);
            if (ObjectReader.Open(json, "", options.Limits, diagnostics) is not { } sheet)
                return null;
            layers.Push((JsonObject)json!);
            ids.Add(sheet.Text("id") ?? next.Name);
            next = null;
            if (sheet.Reference("extends") is not { } wanted)
                continue;
            // An overlay is a policy of its own; without these it would pass for its base.
            sheet.Require("id");
            sheet.Require("version");
            if (!FindBase(wanted, ids, out next))
                return null;
        }

        var merger = new LayerMerger(diagnostics);
        var merged = layers.Pop();
        while (layers.TryPop(out var above))
            merged = merger.Merge(merged, above);
        return merged;
    }

    private bool FindBase(NameUse wanted, List<string> ids, out PolicySource? found)
    {
        found = null;
        if (!Names.IsPolicyId(wanted.Name))
            diagnostics.Report(DiagnosticCatalog.InvalidName, wanted.Place, wanted.Name);
        else if (ids.Contains(wanted.Name))
            diagnostics.Report(DiagnosticCatalog.ExtendsCircle, wanted.Place, string.Join(" → ", ids.Append(wanted.Name)));
        else if (ids.Count >= options.Limits.Layers)
            diagnostics.Report(DiagnosticCatalog.TooManyLayers, wanted.Place, options.Limits.Layers);
        else if ((found = options.FindBase(wanted.Name)) is null)
            diagnostics.Report(DiagnosticCatalog.BaseNotFound, wanted.Place, wanted.Name);
        return found is not null;
    }
}
