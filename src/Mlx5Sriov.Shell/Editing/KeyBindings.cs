namespace Mlx5Sriov.Shell.Editing;

/// <summary>Which key does what: the keys of bash and of PSReadLine on Linux.</summary>
internal static class KeyBindings
{
    /// <summary>The command of a key.</summary>
    public static EditCommand CommandOf(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        var alt = key.Modifiers.HasFlag(ConsoleModifiers.Alt);

        return key.Key switch
        {
            _ when key.KeyChar is '\r' or '\n' => EditCommand.Accept,
            ConsoleKey.Enter => EditCommand.Accept,
            ConsoleKey.Tab => EditCommand.Complete,
            ConsoleKey.Backspace => alt ? EditCommand.CutWordBack : EditCommand.DeleteBack,
            ConsoleKey.Delete => EditCommand.DeleteForward,
            ConsoleKey.Home => EditCommand.MoveToLineStart,
            ConsoleKey.End => EditCommand.MoveToLineEnd,
            ConsoleKey.UpArrow => EditCommand.MoveUp,
            ConsoleKey.DownArrow => EditCommand.MoveDown,
            ConsoleKey.LeftArrow => control || alt ? EditCommand.MoveWordLeft : EditCommand.MoveLeft,
            ConsoleKey.RightArrow => control || alt ? EditCommand.MoveWordRight : EditCommand.MoveRight,
            _ when alt => OfAlt(key.Key),
            _ when control => OfControl(key.Key),
            _ when !char.IsControl(key.KeyChar) => EditCommand.Insert,
            _ => EditCommand.None,
        };
    }

    private static EditCommand OfAlt(ConsoleKey key) => key switch
    {
        ConsoleKey.B => EditCommand.MoveWordLeft,
        ConsoleKey.F => EditCommand.MoveWordRight,
        ConsoleKey.D => EditCommand.CutWordForward,
        _ => EditCommand.None,
    };

    private static EditCommand OfControl(ConsoleKey key) => key switch
    {
        ConsoleKey.A => EditCommand.MoveToLineStart,
        ConsoleKey.B => EditCommand.MoveLeft,
        ConsoleKey.C => EditCommand.Cancel,
        ConsoleKey.D => EditCommand.DeleteOrLeave,
        ConsoleKey.E => EditCommand.MoveToLineEnd,
        ConsoleKey.F => EditCommand.MoveRight,
        ConsoleKey.H => EditCommand.DeleteBack,
        ConsoleKey.K => EditCommand.CutToLineEnd,
        ConsoleKey.L => EditCommand.ClearScreen,
        ConsoleKey.N => EditCommand.MoveDown,
        ConsoleKey.P => EditCommand.MoveUp,
        ConsoleKey.U => EditCommand.CutToLineStart,
        ConsoleKey.W => EditCommand.CutWordBack,
        ConsoleKey.Y => EditCommand.InsertCut,
        _ => EditCommand.None,
    };
}
