namespace Kinerja.Core.Diagnostics;

/// <summary>The known name nearest to a mistyped one; looked for only when the message is read, since a hostile policy can hold thousands of both.</summary>
internal sealed class Suggestion
{
    private const int MostNames = 1_000; // a policy that people write has fewer

    private readonly string _name;
    private readonly IEnumerable<string> _known;

    private readonly bool _mayList;

    private Suggestion(string name, IEnumerable<string> known, bool mayList)
    {
        _name = name;
        _known = known;
        _mayList = mayList;
    }

    public static Suggestion For(string name, IEnumerable<string> known) => new(name, known, mayList: true);

    /// <summary>Only a name so near that the other may be a slip of it: for what is not wrong in itself.</summary>
    public static Suggestion Slip(string name, IEnumerable<string> known) => new(name, known, mayList: false);

    /// <summary>The sentence that proposes the nearest name, or lists the names when few, or nothing.</summary>
    public LocalizedText Text()
    {
        var name = _name;
        var names = _known.Take(MostNames).Distinct().ToList();
        if (Nearest(name, names) is { } nearest)
            return new LocalizedText($" Maksud Anda '{nearest}'?", $" Did you mean '{nearest}'?");
        if (_mayList && names.Count is > 0 and <= 12)
            return new LocalizedText($" Yang ada: {string.Join(", ", names)}.", $" There is: {string.Join(", ", names)}.");
        return new LocalizedText("", "");
    }

    /// <summary>The known name at the smallest distance, if it is near enough to be a slip; else null.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, name.Length / 3);
        return known
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= allowed)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // Insertions, deletions, replacements and swaps of neighbours; letter case counts nothing.
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 24 || left.Length > 128)
            return int.MaxValue;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
