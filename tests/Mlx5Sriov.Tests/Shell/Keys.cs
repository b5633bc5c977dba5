namespace Mlx5Sriov.Tests.Shell;

/// <summary>Keys as .NET reports them on Unix.</summary>
internal static class Keys
{
    public static readonly ConsoleKeyInfo Enter = Of(ConsoleKey.Enter, '\r');
    public static readonly ConsoleKeyInfo Tab = Of(ConsoleKey.Tab, '\t');
    public static readonly ConsoleKeyInfo Backspace = Of(ConsoleKey.Backspace, '\u007f');
    public static readonly ConsoleKeyInfo Up = Of(ConsoleKey.UpArrow);
    public static readonly ConsoleKeyInfo Down = Of(ConsoleKey.DownArrow);
    public static readonly ConsoleKeyInfo Left = Of(ConsoleKey.LeftArrow);
    public static readonly ConsoleKeyInfo Home = Of(ConsoleKey.Home);

    /// <summary>A letter with Ctrl.</summary>
    public static ConsoleKeyInfo Ctrl(char letter) => new((char)(letter & 0x1f), Letter(letter), shift: false, alt: false, control: true);

    /// <summary>A letter with Alt.</summary>
    public static ConsoleKeyInfo Alt(char letter) => new(letter, Letter(letter), shift: false, alt: true, control: false);

    /// <summary>Characters as typed.</summary>
    public static ConsoleKeyInfo[] Text(string text) =>
        [.. text.Select(c => new ConsoleKeyInfo(c, char.IsAsciiLetter(c) ? Letter(c) : default, shift: false, alt: false, control: false))];

    private static ConsoleKeyInfo Of(ConsoleKey key, char character = '\0') => new(character, key, shift: false, alt: false, control: false);

    private static ConsoleKey Letter(char letter) => ConsoleKey.A + (char.ToUpperInvariant(letter) - 'A');
}
