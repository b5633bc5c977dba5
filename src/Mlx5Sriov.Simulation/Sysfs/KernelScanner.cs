namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>
/// Text as the kernel's sscanf reads it (lib/vsprintf.c): blanks before a field are skipped, numbers wrap in silence,
/// what follows the last field is ignored.
/// </summary>
internal ref struct KernelScanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>A decimal number (<c>%u</c>): no sign; beyond 64 bits it wraps.</summary>
    public bool TryDecimal(out ulong value) => TryDigits(int.MaxValue, 10, out value);

    /// <summary>A hexadecimal number (<c>%x</c>, or <c>%02x</c> with a width); beyond 64 bits it wraps.</summary>
    public bool TryHexadecimal(out ulong value, int width = int.MaxValue) => TryDigits(width, 16, out value);

    /// <summary>These characters, exactly.</summary>
    public bool TryLiteral(string literal)
    {
        if (!_rest.StartsWith(literal, StringComparison.Ordinal)) return false;
        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>A word of at most so many characters (<c>%4s</c>); not at the end of the text.</summary>
    public bool TryWord(int width, out string word)
    {
        word = "";
        if (_rest.IsEmpty) return false;
        SkipBlanks();
        var length = 0;
        while (length < _rest.Length && length < width && !char.IsWhiteSpace(_rest[length])) length++;
        word = _rest[..length].ToString();
        _rest = _rest[length..];
        return true;
    }

    private bool TryDigits(int width, int numberBase, out ulong value)
    {
        value = 0;
        SkipBlanks();
        if (numberBase == 16 && _rest is ['0', 'x' or 'X', var digit, ..] && width > 2 && char.IsAsciiHexDigit(digit)) _rest = _rest[2..];
        var length = 0;
        while (length < width && length < _rest.Length && KernelNumber.DigitOf(_rest[length]) is var next && next < numberBase)
        {
            value = unchecked((value * (ulong)numberBase) + (ulong)next);
            length++;
        }

        _rest = _rest[length..];
        return length > 0;
    }

    private void SkipBlanks() => _rest = _rest.TrimStart();
}
