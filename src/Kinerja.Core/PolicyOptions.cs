namespace Kinerja.Core;

/// <summary>Options of loading a policy. The defaults are part of the contract.</summary>
public sealed record PolicyOptions
{
    /// <summary>Every default.</summary>
    public static PolicyOptions Default { get; } = new();

    /// <summary>Finds the text of a base policy by its id, for <c>extends</c>; null when there is none. Default: the shipped policies.</summary>
    public Func<string, PolicySource?> FindBase { get; init; } = NationalPolicies.Find;

    /// <summary>The limits on policies, formulas and work a person.</summary>
    public PolicyLimits Limits { get; init; } = PolicyLimits.Default;
}

/// <summary>The text of a policy and the name under which diagnostics speak of it.</summary>
/// <param name="Name">A file name, or the id of a shipped policy.</param>
/// <param name="Json">The policy, UTF-8.</param>
public sealed record PolicySource(string Name, ReadOnlyMemory<byte> Json);

/// <summary>Limits that keep a hostile or mistaken policy from costing more than it may. Each has its own diagnostic.</summary>
public sealed record PolicyLimits
{
    /// <summary>Every default.</summary>
    public static PolicyLimits Default { get; } = new();

    /// <summary>Bytes of a formula. Default 8,192.</summary>
    public int FormulaBytes { get; init; } = 8_192;

    /// <summary>Nested parentheses, operators and calls of a formula. Default 64.</summary>
    public int FormulaDepth { get; init; } = 64;

    /// <summary>Nodes of the syntax tree of a formula. Default 2,000.</summary>
    public int FormulaNodes { get; init; } = 2_000;

    /// <summary>Characters of a name. Default 64.</summary>
    public int NameLength { get; init; } = 64;

    /// <summary>Bytes of a policy or appraisal document. Default 4 MB (4,194,304).</summary>
    public int DocumentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Nested objects and lists of a document. Default 32.</summary>
    public int JsonDepth { get; init; } = 32;

    /// <summary>Policies on top of each other through <c>extends</c>. Default 8.</summary>
    public int Layers { get; init; } = 8;

    /// <summary>Steps of calculation for one person, a step in a list counted once for each record. Default 1,000,000.</summary>
    public int CostUnits { get; init; } = 1_000_000;
}
