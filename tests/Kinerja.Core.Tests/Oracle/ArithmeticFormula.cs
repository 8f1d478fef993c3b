using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A random formula of operators and functions on numbers, given a and b; the same seed gives the same formula.</summary>
internal sealed class ArithmeticFormula
{
    private static readonly string[] Literals = ["0", "1", "2", "3", "7", "10", "100", ".5", "12.", "1.005", "1e3", "2.5E-2", "33.335", "0.1", "99.995"];
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "+", "-", "*"];
    private static readonly string[] Functions = ["abs", "sign", "floor", "ceiling", "truncate", "round"];

    private readonly Random _random;

    private ArithmeticFormula(int seed)
    {
        _random = new Random(seed);
        A = Given();
        B = Given();
        Text = Expression(5);
    }

    private string A { get; }

    private string B { get; }

    private string Text { get; }

    internal static ArithmeticFormula Create(int seed) => new(seed);

    internal bool IsTheSameInBoth()
    {
        var oracle = OraclePolicy.Load($$"""
            { "facts": { "a": { "type": "number" }, "b": { "type": "number" } }, "values": { "v": { "formula": "{{Text}}" } }, "results": ["v"] }
            """).Evaluate($$"""{ "a": {{A}}, "b": {{B}} }""");
        var engine = FormulaEvaluation.Evaluate(Text, FactRecord.Empty.With("a", Number(A)).With("b", Number(B)));
        if (engine.Problem is { } problem)
            return oracle.IsRejected || Fail($"engine: {problem}, oracle: {oracle.Printed["v"]}");
        if (oracle.IsRejected)
            return Fail($"engine: {engine.Value!.Text}, oracle: {string.Join("; ", oracle.Issues)}");
        var number = engine.Value!.Number!.Value;
        return (oracle.Outcomes["v"] is NumberOutcome exact && exact.Value.Numerator == number.Numerator && exact.Value.Denominator == number.Denominator
            && engine.Value.Text == oracle.Printed["v"])
            || Fail($"engine: {number.ToFractionText()}, oracle: {oracle.Outcomes["v"]}");
    }

    public override string ToString() => $"{Text} with a = {A}, b = {B}";

    private bool Fail(string difference) => throw new InvalidOperationException($"{this}: {difference}");

    private static Rational Number(string text) => Rational.TryParse(text, out var number) ? number : throw new FormatException(text);

    private string Given() => _random.Next(4) switch
    {
        0 => _random.Next(-5, 6).ToString(CultureInfo.InvariantCulture),
        1 => (_random.Next(-12_000, 12_000) / 100m).ToString(CultureInfo.InvariantCulture),
        2 => (_random.Next(-2_000, 2_000) / 10m + 0.05m).ToString(CultureInfo.InvariantCulture),
        _ => _random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
    };

    private string Expression(int depth) => depth == 0 ? Leaf() : _random.Next(12) switch
    {
        0 or 1 => Leaf(),
        2 => $"({Expression(depth - 1)})",
        3 => $"-{Expression(depth - 1)}",
        4 => $"{Pick(Functions)}({Expression(depth - 1)})",
        5 => $"round({Expression(depth - 1)}, {_random.Next(-3, 6)}, '{Pick(OracleRounding.Modes)}')",
        6 => $"{(_random.Next(2) == 0 ? "min" : "MAX")}({Expression(depth - 1)}, {Expression(depth - 1)}, {Leaf()})",
        7 => $"({Leaf()}) ** {_random.Next(-3, 5)}",
        _ => $"{Expression(depth - 1)} {Pick(Operators)} {Expression(depth - 1)}",
    };

    private string Leaf() => _random.Next(3) switch { 0 => "a", 1 => "b", _ => Pick(Literals) };

    private string Pick(string[] items) => items[_random.Next(items.Length)];
}
