using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads a number and the effects that take from it for a time.</summary>
internal static class EffectsReader
{
    private static readonly Words<EffectKind> Kinds = new()
    {
        { "deduct", EffectKind.Deduct },
        { "forfeit", EffectKind.Forfeit },
        { "hold", EffectKind.Hold },
    };

    public static EffectsDefinition? Read(ObjectReader reader)
    {
        var @base = reader.RequireFormula("base");
        reader.Require("items");
        var items = ImmutableArray.CreateBuilder<EffectDeclaration>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("items"))
        {
            if (ReadItem(item) is { } effect && ValueReader.CheckItemId(item, effect.Id, ids))
                items.Add(effect);
            item.Close();
        }

        return @base is null ? null : new EffectsDefinition(@base, items.DrainToImmutable());
    }

    private static EffectDeclaration? ReadItem(ObjectReader item)
    {
        item.Require("id");
        var isKnown = item.Require("effect") is JsonText word && Kinds.Contains(word.Value);
        var kind = item.Word("effect", EffectKind.Hold, Kinds);
        var percent = kind == EffectKind.Deduct ? item.RequireFormula("percent") : null;
        var of = kind == EffectKind.Hold ? null : item.Formula("of");
        var effect = new EffectDeclaration(
            item.Text("id") ?? "",
            kind,
            item.Reference("each"),
            item.Formula("when"),
            item.Formula("from"),
            item.Formula("months"),
            item.Formula("until"),
            percent,
            of,
            SheetReader.ReadCause(item),
            item.Localized("message"),
            SheetReader.ReadDescription(item),
            item.Place);
        if (!isKnown)
            item.Forgive(); // which members belong here depends on the effect
        if (effect is { Months: not null, From: null })
            item.Require("from");
        return !isKnown || (kind == EffectKind.Deduct && percent is null) ? null : effect;
    }
}
