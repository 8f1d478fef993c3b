using System.Collections.Immutable;

namespace Kinerja.Core.Diagnostics;

/// <summary>Collects the diagnostics of a load; stages add, the façade reads.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>Nobody reads more, and a hostile document could ask for millions.</summary>
    private const int MostDiagnostics = 1_000;

    private readonly List<Diagnostic> _diagnostics = [];

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Place place, params ImmutableArray<object> arguments)
    {
        // Room is kept for one error: warnings alone never hide that a policy is refused.
        var isFirstError = descriptor.Severity == Severity.Error && !HasErrors;
        HasErrors |= isFirstError;
        if (_diagnostics.Count < MostDiagnostics || isFirstError)
            _diagnostics.Add(new Diagnostic(descriptor, place, place.Path, arguments));
    }

    /// <summary>Takes over what another check found.</summary>
    public void Add(IEnumerable<Diagnostic> found)
    {
        foreach (var diagnostic in found)
        {
            HasErrors |= diagnostic.Severity == Severity.Error;
            if (_diagnostics.Count < MostDiagnostics)
                _diagnostics.Add(diagnostic);
        }
    }

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _diagnostics];
}
