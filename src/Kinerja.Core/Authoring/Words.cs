using System.Collections;

namespace Kinerja.Core.Authoring;

/// <summary>The words of a closed set and what each means.</summary>
/// <remarks>Few words, looked for one after the other: code for a dictionary of each set would have to be compiled while a command starts, and takes longer than all its look-ups.</remarks>
internal sealed class Words<T> : IEnumerable
{
    private string[] _words = [];
    private T[] _meanings = [];

    /// <summary>For writing a set as an initializer.</summary>
    public void Add(string word, T meaning)
    {
        var (words, meanings) = (new string[_words.Length + 1], new T[_words.Length + 1]);
        for (var index = 0; index < _words.Length; index++)
            (words[index], meanings[index]) = (_words[index], _meanings[index]);
        (words[^1], meanings[^1]) = (word, meaning);
        (_words, _meanings) = (words, meanings);
    }

    public bool Contains(string word) => Array.IndexOf(_words, word) >= 0;

    public bool TryGetValue(string word, out T meaning)
    {
        var index = Array.IndexOf(_words, word);
        meaning = index < 0 ? default! : _meanings[index];
        return index >= 0;
    }

    /// <summary>All words, in the order of their letters.</summary>
    public IEnumerable<string> InOrder => _words.Order(StringComparer.Ordinal);

    IEnumerator IEnumerable.GetEnumerator() => _words.GetEnumerator();
}

/// <summary>Sets of words that mean themselves.</summary>
internal static class Words
{
    public static Words<string> Of(params string[] words)
    {
        var set = new Words<string>();
        foreach (var word in words)
            set.Add(word, word);
        return set;
    }
}
