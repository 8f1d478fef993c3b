namespace Kinerja.Core.Tests.Oracle;

internal enum RandomType
{
    Number,
    Boolean,
    Code,
    Rating,
    Date,
    Text,
}

/// <summary>A name that a generated formula may use; <paramref name="Words"/> are its codes or ratings.</summary>
internal sealed record RandomName(string Name, RandomType Type, bool MayBeNotApplicable, IReadOnlyList<string> Words)
{
    /// <summary>True where the policy fixes the number, so that a condition on it alone would be decided at load.</summary>
    internal bool IsParameter { get; init; }
}

internal sealed record RandomList(string Name, RandomScope Inside, bool MayBeEmpty);

/// <summary>What is visible from the sheet or from a record of a list.</summary>
internal sealed class RandomScope(RandomScope? outer, string path)
{
    internal List<RandomName> Own { get; } = [];

    internal List<RandomList> Lists { get; } = [];

    /// <summary>The lists around the record, each with a dot behind it; empty for the sheet.</summary>
    internal string Path => path;

    internal IEnumerable<RandomName> Visible => outer is null ? Own : Own.Concat(outer.Visible);

    /// <summary>The lists below, with the inner ones as <c>list.inner</c>.</summary>
    internal IEnumerable<RandomList> Reachable => Lists.Concat(Lists.SelectMany(InnerLists));

    private static IEnumerable<RandomList> InnerLists(RandomList list) =>
        list.Inside.Reachable.Select(inner => inner with { Name = $"{list.Name}.{inner.Name}", MayBeEmpty = true });

    internal IReadOnlyList<RandomName> Names(RandomType type) => [.. Visible.Where(name => name.Type == type)];
}

/// <summary>A formula with the level of its outermost operator, as in the table of operators.</summary>
internal readonly record struct RandomFormula(string Text, int Level, bool MayBeNotApplicable, bool HasName)
{
    /// <summary>The text, in brackets where its operator is weaker than the place allows.</summary>
    internal string Within(int level) => Level <= level ? Text : $"({Text})";
}
