using System.Collections.Immutable;

namespace Kinerja.Core.Diagnostics;

/// <summary>Collects the diagnostics of a load; stages add, the façade reads.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];

    public bool HasErrors => _diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    public int Count => _diagnostics.Count;

    public void Report(DiagnosticDescriptor descriptor, Place place, params ImmutableArray<object> arguments) =>
        _diagnostics.Add(new Diagnostic(descriptor, place, place.Path, arguments));

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _diagnostics];
}
