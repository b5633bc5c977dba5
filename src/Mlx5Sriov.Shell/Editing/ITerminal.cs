namespace Mlx5Sriov.Shell.Editing;

/// <summary>What the line editor needs of a terminal.</summary>
internal interface ITerminal
{
    /// <summary>The width in cells.</summary>
    int Width { get; }

    /// <summary>Ctrl-C is a key like any other; otherwise it is a signal that stops what runs.</summary>
    bool InterruptIsKey { get; set; }

    /// <summary>More keys have been typed and not yet read.</summary>
    bool IsKeyWaiting { get; }

    /// <summary>The next key; null once the terminal is gone.</summary>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes text and escape sequences as they are.</summary>
    void Write(string text);
}
