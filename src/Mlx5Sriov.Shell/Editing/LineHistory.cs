namespace Mlx5Sriov.Shell.Editing;

/// <summary>The commands typed before, and the place in them that the arrow keys have reached.</summary>
internal sealed class LineHistory
{
    private readonly List<string> _entries = [];
    private int _position;
    private string _unfinished = "";

    /// <summary>Adds a command at the end; blank ones and repetitions are left out.</summary>
    public void Add(string text)
    {
        if (!string.IsNullOrWhiteSpace(text) && (_entries.Count == 0 || _entries[^1] != text)) _entries.Add(text);
        Rewind();
    }

    /// <summary>Goes back to the place after the last entry.</summary>
    public void Rewind() => _position = _entries.Count;

    /// <summary>The entry before, or null at the oldest; what was being typed is kept for the way back.</summary>
    public string? Previous(string current)
    {
        if (_position == 0) return null;
        if (_position == _entries.Count) _unfinished = current;
        return _entries[--_position];
    }

    /// <summary>The entry after, what was being typed after the newest, or null behind that.</summary>
    public string? Next()
    {
        if (_position == _entries.Count) return null;
        return ++_position == _entries.Count ? _unfinished : _entries[_position];
    }
}
