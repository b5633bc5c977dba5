namespace Mlx5Sriov.Shell.Editing;

/// <summary>What a key does.</summary>
internal enum EditCommand
{
    None,
    Insert,
    Accept,
    Cancel,
    DeleteOrLeave,
    DeleteBack,
    DeleteForward,
    MoveLeft,
    MoveRight,
    MoveWordLeft,
    MoveWordRight,
    MoveToLineStart,
    MoveToLineEnd,
    MoveUp,
    MoveDown,
    CutToLineStart,
    CutToLineEnd,
    CutWordBack,
    CutWordForward,
    InsertCut,
    Complete,
    ClearScreen,
}
